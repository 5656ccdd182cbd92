import Kernels

/// The order in which a team takes tasks. Results do not depend on it; orders other than the ascending one serve to
/// test that.
enum TaskOrder: Sendable, CaseIterable {
    case ascending, descending, shuffled

    /// The tasks in this order; nil for ascending order.
    func places(of tasks: Int) -> [Int]? {
        switch self {
        case .ascending: nil
        case .descending: Array((0..<max(0, tasks)).reversed())
        case .shuffled: CounterRandom(seed: UInt64(max(0, tasks)), purpose: .shuffling).permutation(of: max(0, tasks))
        }
    }
}
