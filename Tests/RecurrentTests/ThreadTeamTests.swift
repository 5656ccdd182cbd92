import CSignalStack
import Foundation
import Kernels
import Synchronization
import TestSupport
import Testing

@testable import Recurrent

@Suite(.serialized) struct ThreadTeamTests {
    @Test func threadsHaveAStackForSignals() {
        let team = ThreadTeam(threads: 3)
        let caller = pthread_self()
        let without = Mutex(0)
        team.run(64) { _ in
            usleep(200)
            if pthread_self() != caller, signalStackIsThere() == 0 { without.withLock { $0 += 1 } }
        }
        #expect(without.withLock { $0 } == 0)
    }

    /// Each task of each round is performed once, by a thread that works on that round, whatever the number of tasks
    /// and their durations.
    @Test(arguments: [1, 2, 3, 5, 8]) func eachTaskIsDoneOnce(threads: Int) {
        var random = SeededGenerator()
        let team = ThreadTeam(threads: threads)
        let greatest = 40
        let results = Matrix(rows: 2, columns: greatest)
        for round in 1...1500 {
            let tasks = Int.random(in: 0...greatest, using: &random)
            let slow = Int.random(in: 0..<200, using: &random)
            results.view.fill(0)
            let view = results.view
            team.run(tasks) { task in
                // Two tasks rarely take the same time.
                for _ in 0..<(task == slow ? 2000 : task % 7) { Spin.pause() }
                view[0, task] = view[0, task] + 1
                view[1, task] = Float(round)
            }
            let isRight = (0..<greatest).allSatisfy {
                view[0, $0] == ($0 < tasks ? 1 : 0) && view[1, $0] == ($0 < tasks ? Float(round) : 0)
            }
            guard isRight else {
                Issue.record("round \(round) of \(tasks) tasks on \(threads) threads, seed \(SeededGenerator.seed)")
                return
            }
        }
    }

    /// Helpers that have fallen asleep are woken, and teams end whether their threads are asleep or awake.
    @Test func sleepersWake() {
        for pause in [0.0, 0.0005, 0.002] {
            for _ in 0..<20 {
                let team = ThreadTeam(threads: 3)
                let sum = Atomic<Int>(0)
                for _ in 0..<3 {
                    team.run(10) { sum.wrappingAdd($0, ordering: .relaxed) }
                    if pause > 0 { Thread.sleep(forTimeInterval: pause) }
                }
                let total = sum.load(ordering: .relaxed)
                #expect(total == 3 * 45)
            }
        }
    }

    /// A helper that is delayed between two rounds, here by a signal handler, is not waited for, and catches up later.
    @Test func aHelperThatIsHeldUpIsNotWaitedFor() throws {
        let team = ThreadTeam(threads: 2)
        let caller = pthread_self()
        let helper = Mutex<pthread_t?>(nil)
        // With two tasks that wait for each other, each thread has one.
        let arrived = Atomic<Int>(0)
        team.run(2) { _ in
            if pthread_equal(pthread_self(), caller) == 0 {
                helper.withLock { $0 = pthread_self() }
                // Threads of a test may have all signals blocked.
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGUSR2)
                pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            }
            arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
            while arrived.load(ordering: .sequentiallyConsistent) < 2 { sched_yield() }
        }
        let thread = try #require(helper.withLock { $0 })
        HeldUp.isHeld.store(false, ordering: .sequentiallyConsistent)
        HeldUp.isReleased.store(false, ordering: .sequentiallyConsistent)
        signal(SIGUSR2) { _ in
            HeldUp.isHeld.store(true, ordering: .sequentiallyConsistent)
            while !HeldUp.isReleased.load(ordering: .sequentiallyConsistent) { sched_yield() }
        }
        #expect(pthread_kill(thread, SIGUSR2) == 0)
        let isHeld = eventually(seconds: 20) { HeldUp.isHeld.load(ordering: .sequentiallyConsistent) }
        try #require(isHeld)
        // Ends a test that would wait forever.
        let watch = Thread {
            Thread.sleep(forTimeInterval: 20)
            HeldUp.isReleased.store(true, ordering: .sequentiallyConsistent)
        }
        watch.start()
        let sum = Atomic<Int>(0)
        for _ in 0..<100 { team.run(10) { sum.wrappingAdd($0, ordering: .relaxed) } }
        let isReleased = HeldUp.isReleased.load(ordering: .sequentiallyConsistent)
        #expect(!isReleased, "the rounds wait for a helper without a task")
        HeldUp.isReleased.store(true, ordering: .sequentiallyConsistent)
        for _ in 0..<100 { team.run(10) { sum.wrappingAdd($0, ordering: .relaxed) } }
        let total = sum.load(ordering: .relaxed)
        #expect(total == 200 * 45)
    }
}

/// Communication between a signal handler and its test.
private enum HeldUp {
    static let isHeld = Atomic<Bool>(false)
    static let isReleased = Atomic<Bool>(false)
}
