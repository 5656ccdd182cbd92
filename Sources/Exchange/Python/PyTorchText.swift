import Recurrent

/// A Python module that builds a network of `torch.nn` layers.
struct PyTorchText {
    let notes: PythonNotes
    /// The modules of the network: the name of each, and the expression that creates it.
    var members = PythonMembers()
    /// The names of weights in the network and in the file.
    var names: [(own: String, file: String)] = []
    var lines: [String] = []
    var helpers: Set<PyTorchHelper> = []
    /// The layer that holds the weights of paths.
    var paths: String?

    init(_ steps: [PythonStep], _ notes: PythonNotes) {
        self.notes = notes
        for step in steps { add(step, to: "x", depth: 0) }
    }

    var text: String {
        let named = names.map { "    \(PythonNotes.literal($0.own)): \(PythonNotes.literal($0.file)),\n" }.joined()
        let made = members.lines.joined()
        let packing =
            helpers.contains(.recurrent) ? "\nfrom torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence" : ""
        let functions = PyTorchHelper.allCases.filter(helpers.contains).map { $0.text + "\n\n\n" }.joined()
        return """
            \(notes.text)
            import json
            import pathlib

            import torch
            from safetensors import safe_open
            from safetensors.torch import load_file
            from torch import nn\(packing)

            FILE = pathlib.Path(__file__).with_name(\(PythonNotes.literal(notes.weights)))
            # The names of the weights here, and in the file.
            NAMES = {
            \(named)}


            \(functions)class Network(nn.Module):
                def __init__(self):
                    super().__init__()
            \(made)
                def forward(self, x, lengths=None):
                    if lengths is None:
                        lengths = torch.full((x.shape[0],), x.shape[1])
                    lengths = lengths.to(x.device)
            \(lines.map { "        \($0)\n" }.joined())        return x
            \(pathMethods)

            def load(file=FILE):
                \"""The network with its weights, ready to use; call network.train() to train it further.\"""
                weights = load_file(file)
                network = Network()
                network.load_state_dict({own: weights[name] for own, name in NAMES.items()})
                return network.eval()


            \(PythonNotes.about("pt"))
            """
    }

    mutating func add(_ step: PythonStep, to x: String, depth: Int) {
        switch step {
        case .oneHot(let width): lines.append("\(x) = nn.functional.one_hot(\(x), \(width)).float()")
        case .recurrent(let stack): add(stack, to: x)
        case .cells(let cells): add(cells, to: x)
        case .embedding(let place, let symbols, let size):
            let name = members.add("embedding", place, "nn.Embedding(\(symbols), \(size))")
            names.append((name + ".weight", place + ".weight"))
            lines.append("\(x) = self.\(name)(\(x))")
        case .dense(let place, let inputs, let units, let activation):
            let name = members.add("dense", place, "nn.Linear(\(inputs), \(units))")
            for part in ["weight", "bias"] { names.append(("\(name).\(part)", "\(place).\(part)")) }
            let sum = "self.\(name)(\(x))"
            lines.append("\(x) = " + (activation == .linear ? sum : "torch.\(activation.rawValue)(\(sum))"))
        case .dropout(let place, let rate):
            lines.append("\(x) = self.\(members.add("dropout", place, "nn.Dropout(\(rate))"))(\(x))")
        case .last(let forward):
            helpers.insert(.last)
            lines.append("\(x) = last(\(x), lengths\(forward.map { ", forward=\($0)" } ?? ""))")
        case .first: lines.append("\(x) = \(x)[:, 0]")
        case .mean:
            helpers.formUnion([.within, .mean])
            lines.append("\(x) = mean(\(x), lengths)")
        case .max:
            helpers.formUnion([.within, .maximum])
            lines.append("\(x) = maximum(\(x), lengths)")
        case .attend(let place, let inputs, let units): addAttention(place, inputs, units, to: x)
        case .conv(let place, let inputs, let convolution): add(convolution, place, inputs, to: x)
        case .pool(let width, let stride, let kind): addPool(width, stride, kind, to: x)
        case .join(let paths): add(paths, to: x, depth: depth)
        case .tied(let place, let symbols):
            let name = members.add("bias", place, "nn.Parameter(torch.zeros(\(symbols)))")
            names.append((name, place + ".bias"))
            lines.append("\(x) = nn.functional.linear(\(x), self.embedding_0.weight, self.\(name))")
        case .transitions(let place, let classes):
            helpers.formUnion([.within, .paths])
            let name = members.add("paths", place, "Paths(\(classes))")
            for part in ["transitions", "start_transitions", "end_transitions"] { names.append(("\(name).\(part)", "\(place).\(part)")) }
            paths = name
        case .residual(let inner):
            let own = "x\(depth + 1)"
            lines.append("\(own) = \(x)")
            for step in inner { add(step, to: own, depth: depth + 1) }
            lines.append("\(x) = \(x) + \(own)")
        }
    }

    private mutating func add(_ stack: RecurrentStack, to x: String) {
        var arguments = ["\(stack.inputs)", "\(stack.recurrence.units)"]
        let kind: (name: String, type: String)
        switch stack.recurrence.cell {
        case .rnn(let activation):
            kind = ("rnn", "RNN")
            if activation != .tanh { arguments.append("nonlinearity=\"\(activation.rawValue)\"") }
        case .gru: kind = ("gru", "GRU")
        case .lstm: kind = ("lstm", "LSTM")
        }
        if let projection = stack.recurrence.projection { arguments.append("proj_size=\(projection)") }
        if stack.places.count > 1 { arguments.append("num_layers=\(stack.places.count)") }
        if stack.dropout > 0 { arguments.append("dropout=\(stack.dropout)") }
        if stack.isBidirectional { arguments.append("bidirectional=True") }
        arguments.append("batch_first=True")
        let name = members.add(kind.name, stack.places[0], "nn.\(kind.type)(\(arguments.joined(separator: ", ")))")
        for (layer, place) in stack.places.enumerated() {
            for direction in stack.isBidirectional ? ["", "_reverse"] : [""] {
                for part in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"] + (stack.recurrence.projection == nil ? [] : ["weight_hr"]) {
                    names.append(("\(name).\(part)_l\(layer)\(direction)", "\(place).\(part)_l0\(direction)"))
                }
            }
        }
        helpers.insert(.recurrent)
        lines.append("\(x) = recurrent(self.\(name), \(x), lengths)")
    }
}
