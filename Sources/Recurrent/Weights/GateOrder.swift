/// The gates whose blocks of columns make up the weights of a recurrent layer.
package enum Gate: Equatable {
    case candidate, reset, update
    case input, forget, output
}

/// The order in which a framework stores the gates of a cell.
package struct GateOrder {
    var gru: [Gate]
    var lstm: [Gate]

    func gates(_ cell: CellKind) -> [Gate] {
        switch cell {
        case .rnn: [.candidate]
        case .gru: gru
        case .lstm: lstm
        }
    }

    /// Unroll's order for input weights and biases.
    package static let kernel = GateOrder(gru: [.candidate, .reset, .update], lstm: [.input, .forget, .candidate, .output])
    /// Unroll's order for recurrent weights: the gates that the candidate depends on come first.
    package static let recurrent = GateOrder(gru: [.reset, .update, .candidate], lstm: [.input, .forget, .candidate, .output])
    static let pytorch = GateOrder(gru: [.reset, .update, .candidate], lstm: [.input, .forget, .candidate, .output])
    static let keras = GateOrder(gru: [.update, .reset, .candidate], lstm: [.input, .forget, .candidate, .output])
    package static let onnx = GateOrder(gru: [.update, .reset, .candidate], lstm: [.input, .output, .forget, .candidate])
}

extension Recurrence {
    /// Reorders the blocks of `units` columns in [rows, gates * units].
    package func reorder(_ values: [Float], from: GateOrder, to: GateOrder) -> [Float] {
        let source = from.gates(cell)
        let blocks = to.gates(cell).map { gate in source.firstIndex(of: gate) ?? 0 }
        let columns = source.count * units
        var moved: [Float] = []
        moved.reserveCapacity(values.count)
        for row in stride(from: 0, to: values.count, by: columns) {
            for block in blocks { moved += values[(row + block * units)..<(row + (block + 1) * units)] }
        }
        return moved
    }

    /// The columns of the candidate's part of a bias in this order.
    package func candidate(in order: GateOrder) -> Range<Int> {
        let block = order.gates(cell).firstIndex(of: .candidate) ?? 0
        return block * units..<(block + 1) * units
    }
}

/// The transpose, from [rows, columns] to [columns, rows].
package func transpose(_ values: [Float], rows: Int, columns: Int) -> [Float] {
    var turned = [Float](repeating: 0, count: values.count)
    for row in 0..<rows {
        for column in 0..<columns { turned[column * rows + row] = values[row * columns + column] }
    }
    return turned
}
