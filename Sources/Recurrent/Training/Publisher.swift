/// Shows snapshots, the latest only, at most about twenty a second.
final class Publisher {
    private let board: RunBoard
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant

    init(_ board: RunBoard) {
        self.board = board
        next = clock.now
    }

    var isDue: Bool { clock.now >= next }

    func publish(_ snapshot: TrainingSnapshot) {
        board.snapshot.withLock { $0 = snapshot }
        next = clock.now + .milliseconds(50)
    }
}
