import Foundation
import Kernels
import Synchronization

/// The tasks that a team is working on, one round after another.
///
/// A thread takes a task by counting down how many are left. That count shares one atomic number with the number of the round, so a thread
/// that was held up while others ended the round, and perhaps opened the next one, fails to take what it saw before. Whoever has taken a
/// task keeps the round open until it is done, so a round's body and size are read only while they stand.
final class TaskRound: Sendable {
    /// The number of the round in the upper half, the tasks that nobody has taken in the lower one.
    private let left = Atomic<UInt64>(0)
    /// Tasks of this round that are done.
    private let done = Atomic<Int>(0)
    private let isFinished = Atomic<Bool>(false)
    private let contents = Contents()

    /// What a round works on. Written before tasks are handed out and after all are done, read by those who have taken one, so it needs no
    /// lock.
    private final class Contents: @unchecked Sendable {
        var tasks = 0
        var body: (@Sendable (Int) -> Void)?
    }

    /// Hands out `tasks` tasks, 1 or more. To be called by the owner of the team, after `close`.
    func open(_ tasks: Int, _ body: @escaping @Sendable (Int) -> Void) {
        precondition(UInt32(exactly: tasks) != nil, "tasks are counted in 32 bits")
        contents.tasks = tasks
        contents.body = body
        done.store(0, ordering: .relaxed)
        let number = (left.load(ordering: .relaxed) >> 32) &+ 1
        // Helpers look at this before they sleep and after they have said so.
        left.store(number << 32 | UInt64(tasks), ordering: .sequentiallyConsistent)
    }

    /// Whether there is a task to take, or nothing to come any more.
    var needsHelp: Bool { taskCount(left.load(ordering: .sequentiallyConsistent)) > 0 || isOver }

    /// Whether helpers are to leave.
    var isOver: Bool { isFinished.load(ordering: .sequentiallyConsistent) }

    /// Lets helpers leave.
    func finishForGood() { isFinished.store(true, ordering: .sequentiallyConsistent) }

    /// Takes tasks and does them until none is left.
    func work() {
        guard let place = take() else { return }
        let count = perform(from: place)
        done.wrappingAdd(count, ordering: .releasing)
    }

    /// Waits until all tasks are done.
    func close() {
        var spins = 0
        while done.load(ordering: .acquiring) < contents.tasks {
            Spin.pause()
            spins += 1
            if spins > 256 { sched_yield() }
        }
        contents.body = nil
    }

    /// Does a task that was taken, and others as long as there are.
    ///
    /// Not inlined: on return no reference to the body is left, which must not outlive its round.
    ///
    /// - Returns: how many tasks were done.
    @inline(never)
    private func perform(from first: Int) -> Int {
        guard let body = contents.body else { return 0 }
        var count = 0
        var next: Int? = first
        while let place = next {
            body(place)
            count += 1
            next = take()
        }
        return count
    }

    /// The next task, whoever takes it; nil where none is left.
    private func take() -> Int? {
        var seen = left.load(ordering: .relaxed)
        while taskCount(seen) > 0 {
            let (taken, actual) = left.weakCompareExchange(
                expected: seen, desired: seen - 1, successOrdering: .acquiring, failureOrdering: .relaxed)
            if taken { return contents.tasks - taskCount(seen) }
            seen = actual
        }
        return nil
    }

    private func taskCount(_ state: UInt64) -> Int { Int(state & 0xffff_ffff) }
}
