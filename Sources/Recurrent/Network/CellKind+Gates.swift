extension CellKind {
    /// The number of column blocks in the kernel: one for each gate.
    package var gates: Int {
        switch self {
        case .rnn: 1
        case .gru: 3
        case .lstm: 4
        }
    }

    /// Whether the candidate has a bias of its own inside the reset gate's product.
    package var hasRecurrentBias: Bool { self == .gru(.after) }
}
