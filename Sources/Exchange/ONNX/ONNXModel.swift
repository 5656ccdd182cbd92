public import Datasets
public import Recurrent

/// A network with its weights as a graph of ONNX operators, for ONNX Runtime and other programs.
///
/// | input | shape | contents |
/// |---|---|---|
/// | `input` | [batch, time, features] float, or double if the graph scales and subtracts large bases; [batch, time] int64 for symbols | the sequences, padded at their ends |
/// | `lengths` | [batch] int64, optional | the number of steps of each sequence, at least 1; by default all steps of `input` |
/// | `0.initial_hidden`, `0.initial_cell` | [directions, batch, units] float, optional | the initial state of recurrent layer 0; by default 0 |
///
/// | output | shape | contents |
/// |---|---|---|
/// | `probabilities`, `logits` | [batch, classes], or [batch, time, classes] | the probability of each class or label, and the network's outputs before softmax or sigmoid |
/// | `path` | [batch, time] int64 | with `crf`, the best path of classes; `logits` are then the scores of single steps, and `probabilities` the share of all paths with a class at a step |
/// | `values` | [batch, outputs], or [batch, time, outputs] | the predictions, with the quantiles of a value side by side |
/// | `0.final_hidden`, `0.final_cell` | [directions, batch, units] float | the state of recurrent layer 0 after each sequence's last step |
///
/// Outputs at steps after the end of a sequence are meaningless. Only networks with a time axis have `lengths`. Dropout is omitted, since
/// it has no effect when a network is used.
public struct ONNXModel {
    /// The version of the file format: that of ONNX 1.12, of 2022.
    static let formatVersion = 8
    /// The version of the operators: those of ONNX 1.12.
    static let operatorVersion = 17
    /// The greatest size of a Protocol Buffers message, in bytes.
    private static let greatestSize = Int(Int32.max)

    /// The bytes of the file. Equal models give equal bytes.
    public let bytes: [UInt8]

    /// - Parameters:
    ///   - model: the network with its weights.
    ///   - known: data with the names and units that the network was trained on; it may have no sequences.
    ///   - scalesInGraph: whether the graph standardises inputs and rescales values, so that it reads and returns the data's own units.
    ///   - metadata: additional metadata, under names other than those of `metadata(of:)`.
    /// - Complexity: O(weights).
    /// - Throws: `ONNXError` if the network does not fit the data, or cannot be expressed in ONNX.
    public init(
        _ model: Model, known: SequenceDataset, scalesInGraph: Bool = false, metadata: [String: String] = [:]
    ) throws(ONNXError) {
        let task: SequenceTask
        do throws(NetworkError) {
            task = try model.network.task(forKindOf: known, loss: model.loss)
        } catch {
            throw .network(error)
        }
        guard !scalesInGraph || known.storage.details.isRelative != true else { throw .relativeScaling }
        let size = model.parameters.reduce(0) { $0 + 4 * $1.values.count }
        guard size < Self.greatestSize - 1 << 20 else { throw .tooLarge(bytes: size) }
        var builder = ONNXNetworkBuilder(model, task, known, scales: scalesInGraph)
        builder.build()
        let own = ModelMetadata(model, task, known, scalesInGraph: scalesInGraph).entries
        bytes = builder.graph.file(metadata: own.merging(metadata) { own, _ in own })
    }
}

/// Why a network cannot be written as an ONNX file.
public enum ONNXError: Error, Equatable, Sendable {
    /// The network does not fit the data.
    case network(NetworkError)
    /// The network reads values relative to the last step of each window, which is not a constant shift and scale.
    case relativeScaling
    /// This many bytes of weights exceed the limit of the format.
    case tooLarge(bytes: Int)
}
