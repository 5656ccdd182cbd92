/// Shows snapshots, the latest only, at most about twenty a second.
final class Publisher {
    private let mailbox: RunMailbox
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    /// Between two snapshots of a run that goes on.
    static let pace = Duration.milliseconds(50)

    init(_ mailbox: RunMailbox) {
        self.mailbox = mailbox
        next = clock.now
    }

    var isDue: Bool { clock.now >= next }

    func publish(_ snapshot: TrainingSnapshot) {
        mailbox.snapshot.withLock { $0 = snapshot }
        mailbox.publications.add(1, ordering: .relaxed)
        next = clock.now + Self.pace
    }

    /// Shows what the run does, and all else as it was published last.
    func show(_ phase: TrainingSnapshot.Phase) {
        mailbox.snapshot.withLock { $0.phase = phase }
    }
}
