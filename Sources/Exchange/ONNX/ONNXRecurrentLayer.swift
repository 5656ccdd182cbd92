import Recurrent

/// A recurrent layer in the form of ONNX's operators RNN, GRU and LSTM: weights are [directions, gates * units,
/// inputs], with the gates in ONNX's order, and there are two biases for each gate.
struct ONNXRecurrentLayer {
    let recurrence: Recurrence
    let directions: Int

    init(_ recurrence: Recurrence, directions: Int) {
        (self.recurrence, self.directions) = (recurrence, directions)
    }

    var operation: String {
        switch recurrence.cell {
        case .rnn: "RNN"
        case .gru: "GRU"
        case .lstm: "LSTM"
        }
    }

    /// The rows of one direction's weights.
    var rows: Int { recurrence.cell.gates * recurrence.units }

    /// The states carried from step to step.
    var states: [String] {
        if case .lstm = recurrence.cell { ["hidden", "cell"] } else { ["hidden"] }
    }

    var attributes: [(name: String, value: ONNXGraph.Attribute)] {
        var attributes: [(name: String, value: ONNXGraph.Attribute)] = [
            ("hidden_size", .integer(recurrence.units)), ("direction", .text(directions == 2 ? "bidirectional" : "forward")),
        ]
        switch recurrence.cell {
        case .rnn(let activation):
            attributes.append(("activations", .texts(Array(repeating: activation.operation, count: directions))))
            if activation == .linear {
                attributes.append(("activation_alpha", .floats(Array(repeating: 1, count: directions))))
                attributes.append(("activation_beta", .floats(Array(repeating: 0, count: directions))))
            }
        case .gru(let reset): attributes.append(("linear_before_reset", .integer(reset == .after ? 1 : 0)))
        case .lstm: break
        }
        return attributes
    }

    /// The weights of one direction.
    ///
    /// - Parameters: as in `Model`; `recurrentBias` is empty if the cell has none.
    func weights(
        kernel: [Float], recurrent: [Float], bias: [Float], recurrentBias: [Float]
    ) -> (input: [Float], recurrent: [Float], bias: [Float]) {
        func turned(_ values: [Float], _ order: GateOrder) -> [Float] {
            transpose(recurrence.reorder(values, from: order, to: .onnx), rows: values.count / rows, columns: rows)
        }
        var second = [Float](repeating: 0, count: rows)
        if recurrence.cell.hasRecurrentBias { second.replaceSubrange(recurrence.candidate(in: .onnx), with: recurrentBias) }
        return (turned(kernel, .kernel), turned(recurrent, .recurrent), recurrence.reorder(bias, from: .kernel, to: .onnx) + second)
    }
}
