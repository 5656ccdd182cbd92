import FoundationEssentials
import Recurrent

/// The comments of a Python module about itself, its inputs and its outputs.
struct PythonNotes {
    var title: String
    /// The name of the module's file without its extension.
    var name: String
    /// The name of the weight file.
    var weights: String
    var framework: PythonModule.Framework
    var task: SequenceTask
    var inputWidth: Int
    var isSymbolic: Bool
    var isScaled: Bool
    var layers: [Layer]

    /// The lines at the beginning of the module.
    var text: String {
        """
        \"""\(title)

        A network that was trained by Unroll, for \(framework.title). Its weights stand in \(weights), beside this file.

        \(usage.map { "    " + $0 }.joined(separator: "\n"))

        inputs   \(inputs)
        lengths  the steps of each sequence, [batch], 1 or more; may be left out where they are as many in all
        outputs  \(outputs)
        \(remarks.map { "\n" + $0 + "\n" }.joined())\"""

        """
    }

    /// A text as a Python literal.
    static func literal(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    private var usage: [String] {
        let isImportable =
            name.unicodeScalars.first.map { !("0"..."9").contains($0) } ?? false
            && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" }
        let first =
            isImportable
            ? ["from \(name) import load"] : ["import runpy", "load = runpy.run_path(\(Self.literal(name + ".py")))[\"load\"]"]
        return first + ["network = load()", "outputs = network(inputs, lengths)"]
    }

    private var inputs: String {
        isSymbolic
            ? "places of symbols in about()[\"vocabulary\"], [batch, time], whole numbers; sequences are padded at their ends with any"
            : "numbers [batch, time, \(inputWidth)], float32; sequences are padded at their ends with any"
                + (isScaled ? "; shifted and scaled as about() says" : "")
    }

    private var outputs: String {
        let shape = task.predictsSteps ? "[batch, time, \(task.outputs)]" : "[batch, \(task.outputs)]"
        switch task.outputKind {
        case .classes where layers.last == .transitions:
            return
                "scores of about()[\"\(classes)\"], \(shape), of which network.best_path(outputs, lengths) makes the best path of classes, [batch, time], and\n"
                + "         network.shares(outputs, lengths) the share of all paths that has each class at a step, \(shape)"
        case .several:
            return
                "those of several targets side by side, \(shape); about()[\"targets\"] says which columns are whose, and what they are:\n"
                + "         scores, of which softmax makes probabilities (of labels sigmoid), or values"
                + (isScaled ? ", shifted and scaled" : "")
        case .classes: return "scores of about()[\"\(classes)\"], \(shape), of which softmax makes probabilities"
        case .labels: return "scores of about()[\"classes\"], \(shape), of which sigmoid makes probabilities"
        case .values: return "values \(shape)" + (isScaled ? "; shifted and scaled as about() says" : "")
        }
    }

    /// The metadata name of the class names.
    private var classes: String { if case .languageModel = task { "vocabulary" } else { "classes" } }

    /// Remarks on layers that the framework lacks or implements differently.
    private var remarks: [String] {
        var remarks: [String] = []
        if layers.contains(.last), layers.contains(where: \.readsBackward) {
            remarks.append(
                framework == .pytorch
                    ? """
                    `last` after a layer that reads in both directions is what has read the whole sequence in either: forward the state of the last real step,
                    backward that of the first. These are both parts of PyTorch's h_n; output[:, -1] is something else.
                    """
                    : """
                    `last` after a layer that reads in both directions is what has read the whole sequence in either: forward the state of the last real step,
                    backward that of the first. It is what Bidirectional returns without return_sequences.
                    """)
        }
        if layers.contains(where: \.dropsStates) {
            remarks.append("Recurrent dropout acts only in training, and is left out: \(framework.title) has no equivalent.")
        }
        if layers.contains(where: \.holdsStates) {
            remarks.append("Zoneout acts as in use, as a mean of states; in training nothing is drawn.")
        }
        return remarks
    }
}

extension PythonModule.Framework {
    fileprivate var title: String {
        switch self {
        case .pytorch: "PyTorch"
        case .keras: "Keras"
        }
    }
}

extension Layer {
    fileprivate var readsBackward: Bool {
        switch self {
        case .bidirectional: true
        case .residual(let layers): layers.contains(where: \.readsBackward)
        case .join(let paths): paths.joined().contains(where: \.readsBackward)
        default: false
        }
    }

    fileprivate var dropsStates: Bool {
        switch self {
        case .recurrent(let recurrence), .bidirectional(let recurrence): recurrence.recurrentDropout > 0
        case .residual(let layers): layers.contains(where: \.dropsStates)
        case .join(let paths): paths.joined().contains(where: \.dropsStates)
        default: false
        }
    }

    fileprivate var holdsStates: Bool {
        switch self {
        case .recurrent(let recurrence), .bidirectional(let recurrence): recurrence.zoneout > 0
        case .residual(let layers): layers.contains(where: \.holdsStates)
        case .join(let paths): paths.joined().contains(where: \.holdsStates)
        default: false
        }
    }
}

extension PythonNotes {
    /// The function that reads the metadata of the weight file.
    ///
    /// - Parameter arrays: the kind of arrays that the safetensors reader returns.
    static func about(_ arrays: String) -> String {
        """
        def about(file=FILE):
            \"""What the network knows about its data by name: classes, symbols and features in order, shift and scale.\"""
            about = {}
            with safe_open(file, \(literal(arrays))) as weights:
                for name, text in weights.metadata().items():
                    try:
                        about[name] = json.loads(text)
                    except ValueError:
                        about[name] = text
            return about

        """
    }
}
