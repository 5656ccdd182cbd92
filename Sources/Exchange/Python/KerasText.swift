import Recurrent

/// A Python module that builds a network of Keras layers.
struct KerasText {
    let notes: PythonNotes
    /// The layers of the network: the name of each, and the expression that creates it.
    var members = PythonMembers()
    /// The names of the weights in the file, in the order in which a layer has them.
    var names: [(layer: String, weights: [String])] = []
    var lines: [String] = []
    var helpers: Set<KerasHelper> = []
    /// The layer that holds the weights of paths.
    var paths: String?

    init(_ steps: [PythonStep], _ notes: PythonNotes) {
        self.notes = notes
        for step in steps { add(step, to: "x", depth: 0) }
    }

    var text: String {
        let named = names.map { entry in
            "    \(PythonNotes.literal(entry.layer)): [\(entry.weights.map(PythonNotes.literal).joined(separator: ", "))],\n"
        }
        let made = members.lines
        let functions = KerasHelper.allCases.filter(helpers.contains).map { $0.text + "\n\n\n" }.joined()
        return """
            \(notes.text)
            import json
            import operator
            import pathlib

            import keras
            import numpy
            from keras import layers, ops
            from safetensors import safe_open
            from safetensors.numpy import load_file

            FILE = pathlib.Path(__file__).with_name(\(PythonNotes.literal(notes.weights)))
            # The names of the weights in the file, in the order of a layer's weights.
            NAMES = {
            \(named.joined())}


            \(functions)class Network(keras.Model):
                def __init__(self):
                    super().__init__()
            \(made.joined())
                def call(self, x, lengths=None, training=False):
                    count, steps = ops.shape(x)[:2]
                    lengths = ops.full((count,), steps, "int32") if lengths is None else ops.cast(lengths, "int32")
                    mask = ops.arange(steps) < lengths[:, None]
            \(lines.map { "        \($0)\n" }.joined())        return x
            \(pathMethods)

            def load(file=FILE):
                \"""The network with its weights.\"""
                weights = load_file(file)
                network = Network()
                # Layers have weights only after they have read something.
                network(numpy.zeros(\(notes.isSymbolic ? "(1, 1), \"int32\"" : "(1, 1, \(notes.inputWidth)), \"float32\"")))
                for layer, names in NAMES.items():
                    operator.attrgetter(layer)(network).set_weights([weights[name] for name in names])
                return network


            \(PythonNotes.about("numpy"))
            """
    }

    mutating func add(_ step: PythonStep, to x: String, depth: Int) {
        switch step {
        case .oneHot(let width): lines.append("\(x) = ops.one_hot(\(x), \(width))")
        case .recurrent(let stack): add(stack, to: x)
        case .cells(let cells): add(cells, to: x)
        case .embedding(let place, let symbols, let size):
            let name = members.add("embedding", place, "layers.Embedding(\(symbols), \(size))")
            names.append((name, [place + ".embeddings"]))
            lines.append("\(x) = self.\(name)(\(x))")
        case .dense(let place, _, let units, let activation):
            let name = members.add(
                "dense", place, "layers.Dense(\(units)\(activation == .linear ? "" : ", activation=\"\(activation.rawValue)\""))")
            names.append((name, ["\(place).kernel", "\(place).bias"]))
            lines.append("\(x) = self.\(name)(\(x))")
        case .dropout(let place, let rate):
            lines.append("\(x) = self.\(members.add("dropout", place, "layers.Dropout(\(rate))"))(\(x), training=training)")
        case .last(let forward):
            helpers.insert(.last)
            lines.append("\(x) = last(\(x), lengths\(forward.map { ", forward=\($0)" } ?? ""))")
        case .first: lines.append("\(x) = \(x)[:, 0]")
        case .mean:
            helpers.insert(.mean)
            lines.append("\(x) = mean(\(x), mask, lengths)")
        case .max:
            helpers.insert(.maximum)
            lines.append("\(x) = maximum(\(x), mask)")
        case .attend(let place, _, let units):
            helpers.insert(.attend)
            let name = members.add("attend", place, "Attend(\(units))")
            names.append((name, ["kernel", "bias", "context"].map { "\(place).\($0)" }))
            lines.append("\(x) = self.\(name)(\(x), mask)")
        case .conv(let place, _, let convolution): add(convolution, place, to: x)
        case .pool(let width, let stride, let kind): addPool(width, stride, kind, to: x)
        case .join(let paths): add(paths, to: x, depth: depth)
        case .tied(let place, let symbols):
            helpers.insert(.bias)
            let name = members.add("bias", place, "Bias(\(symbols))")
            names.append((name, [place + ".bias"]))
            lines.append("\(x) = self.\(name)(ops.matmul(\(x), ops.transpose(self.embedding_0.embeddings)))")
        case .transitions(let place, let classes):
            helpers.insert(.paths)
            let name = members.add("paths", place, "Paths(\(classes))")
            names.append((name, ["transitions", "start", "end"].map { "\(place).\($0)" }))
            paths = name
        case .residual(let inner):
            let own = "x\(depth + 1)"
            lines.append("\(own) = \(x)")
            for step in inner { add(step, to: own, depth: depth + 1) }
            lines.append("\(x) = \(x) + \(own)")
        }
    }

    private mutating func add(_ stack: RecurrentStack, to x: String) {
        var arguments = ["\(stack.recurrence.units)"]
        let kind: (name: String, type: String)
        switch stack.recurrence.cell {
        case .rnn(let activation):
            kind = ("rnn", "SimpleRNN")
            if activation != .tanh { arguments.append("activation=\"\(activation.rawValue)\"") }
        case .gru(let reset):
            kind = ("gru", "GRU")
            if reset == .before { arguments.append("reset_after=False") }
        case .lstm: kind = ("lstm", "LSTM")
        }
        let layer = "layers.\(kind.type)(\((arguments + ["return_sequences=True"]).joined(separator: ", ")))"
        let place = stack.places[0]
        let name = members.add(kind.name, place, stack.isBidirectional ? "layers.Bidirectional(\(layer))" : layer)
        let parts = ["kernel", "recurrent_kernel", "bias"]
        if stack.isBidirectional {
            for direction in ["forward", "backward"] {
                names.append(("\(name).\(direction)_layer", parts.map { "\(place).\(direction).\($0)" }))
            }
        } else {
            names.append((name, parts.map { "\(place).\($0)" }))
        }
        lines.append("\(x) = self.\(name)(\(x), mask=mask, training=training)")
    }
}
