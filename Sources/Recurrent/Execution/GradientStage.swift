import Foundation
import Kernels
import Synchronization

/// Work on gradients that are then added up over ranks. One stage is enough, unless a tied table is both read and used
/// for the output: the output's part of its gradient is added, block by block, to the sum of the other part.
struct GradientStage {
    /// The parts in the order of the work: one is added up over ranks while the next ones are computed.
    var parts: [Part]

    struct Part: Sendable {
        var tasks: [GradientTask]
        /// The weights whose gradients are then complete, except for what a later stage adds.
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

/// A number of remaining tasks that a thread can wait for.
final class Countdown: Sendable {
    private let left: Atomic<Int>
    /// The number of polls without a pause, and the length of later pauses in microseconds.
    private static let (looks, pause): (Int, UInt32) = (256, 50)

    init(_ count: Int) { left = Atomic(count) }

    func countDown() { left.subtract(1, ordering: .releasing) }

    /// Returns when no task remains.
    func wait() {
        var looks = 0
        while left.load(ordering: .acquiring) > 0 {
            looks += 1
            if looks < Self.looks { Spin.pause() } else { usleep(Self.pause) }
        }
    }
}

extension NetworkExecution {
    /// The same work as `gradientTasks`, for ranks that each compute a part of the batch.
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
