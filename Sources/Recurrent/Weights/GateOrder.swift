/// The blocks that the columns of a recurrent layer's weights come in.
package enum Gate: Equatable {
    case candidate, reset, update
    case input, forget, output
}

/// In which order a framework keeps the gates of a cell.
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

    /// Ours: input weights and biases.
    package static let kernel = GateOrder(gru: [.candidate, .reset, .update], lstm: [.input, .forget, .candidate, .output])
    /// Ours: recurrent weights. The gates that the candidate waits for come first.
    package static let recurrent = GateOrder(gru: [.reset, .update, .candidate], lstm: [.input, .forget, .candidate, .output])
    static let pytorch = GateOrder(gru: [.reset, .update, .candidate], lstm: [.input, .forget, .candidate, .output])
    static let keras = GateOrder(gru: [.update, .reset, .candidate], lstm: [.input, .forget, .candidate, .output])
    package static let onnx = GateOrder(gru: [.update, .reset, .candidate], lstm: [.input, .output, .forget, .candidate])
}

extension Recurrence {
    /// Moves the blocks of `units` columns of [rows, gates * units] from one order to another.
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

    /// Where the candidate's part of a bias in this order is.
    package func candidate(in order: GateOrder) -> Range<Int> {
        let block = order.gates(cell).firstIndex(of: .candidate) ?? 0
        return block * units..<(block + 1) * units
    }
}

/// [rows, columns] to [columns, rows].
package func transpose(_ values: [Float], rows: Int, columns: Int) -> [Float] {
    var turned = [Float](repeating: 0, count: values.count)
    for row in 0..<rows {
        for column in 0..<columns { turned[column * rows + row] = values[row * columns + column] }
    }
    return turned
}
