import Foundation
import Kernels
import Synchronization

/// The tasks that a team works on, one round after another.
///
/// A thread takes a task by decrementing the number of those left. That number shares one atomic word with the number
/// of the round, so a thread that was delayed while others ended the round, and perhaps began the next one, fails to
/// take a task of the old round. A thread that has taken a task keeps the round open until the task is done, so a
/// round's body and size are read only while they are valid.
final class TaskRound: Sendable {
    /// The number of the round in the upper half, and the number of tasks that have not been taken in the lower half.
    private let left = Atomic<UInt64>(0)
    /// The number of completed tasks of this round.
    private let done = Atomic<Int>(0)
    private let isFinished = Atomic<Bool>(false)
    private let contents = Contents()

    /// The work of a round. It is written before tasks are handed out and after all are done, and read by threads that
    /// have taken one, so it needs no lock.
    private final class Contents: @unchecked Sendable {
        var tasks = 0
        var body: (@Sendable (Int) -> Void)?
    }

    /// Begins a round of `tasks` tasks, 1 or more. Called by the owner of the team, after `close`.
    func open(_ tasks: Int, _ body: @escaping @Sendable (Int) -> Void) {
        precondition(UInt32(exactly: tasks) != nil, "tasks are counted in 32 bits")
        contents.tasks = tasks
        contents.body = body
        done.store(0, ordering: .relaxed)
        let number = (left.load(ordering: .relaxed) >> 32) &+ 1
        // Helpers read this before they sleep, after they have announced it.
        left.store(number << 32 | UInt64(tasks), ordering: .sequentiallyConsistent)
    }

    /// Whether there is a task to take, or helpers must exit.
    var needsHelp: Bool { taskCount(left.load(ordering: .sequentiallyConsistent)) > 0 || isOver }

    /// Whether helpers must exit.
    var isOver: Bool { isFinished.load(ordering: .sequentiallyConsistent) }

    /// Lets helpers exit.
    func finishForGood() { isFinished.store(true, ordering: .sequentiallyConsistent) }

    /// Takes and performs tasks until none is left.
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

    /// Performs a task that has been taken, and further ones as long as there are any.
    ///
    /// Not inlined: on return no reference to the body remains, which must not outlive its round.
    ///
    /// - Returns: the number of tasks performed.
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

    /// Takes the next task; nil if none is left.
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
