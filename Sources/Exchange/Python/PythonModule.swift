public import Datasets
public import Recurrent

/// A network as a module of Python, which builds it in a framework and loads its weights from a safetensors file beside it.
///
/// The module has `load()`, which gives the network, to be called with inputs [batch, time, features], or symbols [batch, time], and the steps of each sequence, [batch]; and `about()`,
/// which gives what stands in the file's metadata. Layers that a framework lacks are classes of the module. A network with `crf` gives the scores of steps; `best_path` and `shares` make the
/// best path of classes of them, and how sure that is.
public struct PythonModule {
    /// Whose layers a module is made of.
    public enum Framework: Sendable, CaseIterable {
        /// `torch.nn`; recurrent layers that follow one another become one of several where they are alike.
        case pytorch
        /// Keras 3 on any of its backends.
        case keras

        /// The framework with weights of these names and orders; nil for our own.
        public init?(_ format: WeightFormat) {
            switch format {
            case .pytorch: self = .pytorch
            case .keras: self = .keras
            case .unroll: return nil
            }
        }

        /// The names and orders of the weights that the module loads.
        public var format: WeightFormat {
            switch self {
            case .pytorch: .pytorch
            case .keras: .keras
            }
        }
    }

    /// The module. Equal networks give equal texts.
    public let text: String
    /// What the file of weights has to say of the network, for `about()`, by names that are unlike those of our own metadata.
    public let metadata: [String: String]

    /// - Parameters:
    ///   - model: whose layers are written; of its weights only the names.
    ///   - known: data with the names and units that the network learned; it may have no sequences.
    ///   - framework: whose layers the module is made of.
    ///   - title: what the network is called, in one line.
    ///   - name: the module's file without its ending.
    ///   - weights: the name of the file of weights, in the same folder.
    /// - Complexity: O(weights).
    /// - Throws: `NetworkError` where the network does not fit the data.
    public init(
        _ model: Model, known: SequenceDataset, framework: Framework, title: String, name: String, weights: String
    ) throws(NetworkError) {
        let task = try model.network.task(forKindOf: known, loss: model.loss)
        let isSymbolic = if case .symbols = known.storage.form { true } else { false }
        let steps = PythonSteps(
            model.network, inputWidth: model.inputWidth, isSymbolic: isSymbolic, framework: framework)
        metadata = ModelMetadata(model, task, known, scalesInGraph: false).entries
        let notes = PythonNotes(
            title: title, name: name, weights: weights, framework: framework, task: task, inputWidth: model.inputWidth,
            isSymbolic: isSymbolic,
            isScaled: metadata["scaling"] != nil, layers: model.network.layers)
        text =
            switch framework {
            case .pytorch: PyTorchText(steps.steps, notes).text
            case .keras: KerasText(steps.steps, notes).text
            }
    }
}
