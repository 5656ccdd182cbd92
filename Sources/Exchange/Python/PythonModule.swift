public import Datasets
public import Recurrent

/// A network as a Python module, which builds it in a framework and loads its weights from a safetensors file in the same folder.
///
/// The module has `load()`, which returns the network, to be called with inputs [batch, time, features], or symbols [batch, time], and the
/// number of steps of each sequence, [batch]; and `about()`, which returns the file's metadata. Layers that a framework lacks are classes
/// of the module. A network with `crf` returns the scores of steps; `best_path` and `shares` compute from them the best path of classes and
/// its marginal probabilities.
public struct PythonModule {
    /// The framework whose layers a module uses.
    public enum Framework: Sendable, CaseIterable {
        /// `torch.nn`; consecutive recurrent layers of the same kind become one module with several layers.
        case pytorch
        /// Keras 3 on any of its backends.
        case keras

        /// The framework with this weight format; nil for Unroll's own.
        public init?(_ format: WeightFormat) {
            switch format {
            case .pytorch: self = .pytorch
            case .keras: self = .keras
            case .unroll: return nil
            }
        }

        /// The format of the weights that the module loads.
        public var format: WeightFormat {
            switch self {
            case .pytorch: .pytorch
            case .keras: .keras
            }
        }
    }

    /// The text of the module. Equal networks give equal texts.
    public let text: String
    /// The metadata of the weight file, for `about()`, under names other than those of Unroll's own metadata.
    public let metadata: [String: String]

    /// - Parameters:
    ///   - model: the model whose layers are written; only the names of its weights are used.
    ///   - known: data with the names and units that the network was trained on; it may have no sequences.
    ///   - framework: the framework whose layers the module uses.
    ///   - title: the name of the network, on one line.
    ///   - name: the name of the module's file without its extension.
    ///   - weights: the name of the weight file, in the same folder.
    /// - Complexity: O(weights).
    /// - Throws: `NetworkError` if the network does not fit the data.
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
