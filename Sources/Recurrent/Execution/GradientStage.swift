import Foundation
import Kernels
import Synchronization

/// Work on the gradients of weights, after which they are added up over ranks. One stage is enough, but for a table by which symbols are
/// both read and told: what comes from telling them is added, block by block, to the sum of what comes from reading them.
struct GradientStage {
    /// Those of a layer, in the order in which they are worked on: a part is added up while the next ones are computed.
    var parts: [Part]

    struct Part: Sendable {
        var tasks: [GradientTask]
        /// The weights whose gradients are then complete, or complete but for what a later stage adds.
        var weights: [Weight]
        let left: Countdown

        init(_ tasks: [GradientTask], _ weights: [Weight]) {
            (self.tasks, self.weights) = (tasks, weights)
            left = Countdown(tasks.count)
        }
    }

    /// The work of all parts.
    var tasks: [GradientTask] {
        parts.flatMap { part in
            part.tasks.map { task in
                { @Sendable in
                    task()
                    part.left.countDown()
                }
            }
        }
    }
}

/// How many tasks are left, for one who waits for them.
final class Countdown: Sendable {
    private let left: Atomic<Int>
    /// Looks without a pause, and microseconds of a pause after them.
    private static let (looks, pause): (Int, UInt32) = (256, 50)

    init(_ count: Int) { left = Atomic(count) }

    func countDown() { left.subtract(1, ordering: .releasing) }

    /// Returns when none is left.
    func wait() {
        var looks = 0
        while left.load(ordering: .acquiring) > 0 {
            looks += 1
            if looks < Self.looks { Spin.pause() } else { usleep(Self.pause) }
        }
    }
}

extension NetworkExecution {
    /// The same work as `gradientTasks`, for ranks that compute a part of the batch each.
    func gradientStages(_ pass: Pass, frozen: Set<Int>) -> [GradientStage] {
        var parts = layerParts(pass, frozen: frozen)
        guard let tied = tied(frozen: frozen) else { return [GradientStage(parts: parts)] }
        var (reading, telling): ([GradientTask], [GradientTask]) = ([], [])
        tied.addReadingTasks(pass, &reading)
        addTableTasks(tied, pass, reading: nil, &telling)
        for place in parts.indices { parts[place].weights.removeAll { $0 === tied.table } }
        parts.insert(GradientStage.Part(reading, [tied.table]), at: 0)
        return [GradientStage(parts: parts), GradientStage(parts: [GradientStage.Part(telling, [tied.table])])]
    }
}
