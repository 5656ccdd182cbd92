/// Publishes snapshots, only the latest, at most about twenty times per second.
final class Publisher {
    private let mailbox: RunMailbox
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    /// The time between two snapshots of a running run.
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

    /// Publishes a new phase, with everything else as last published.
    func show(_ phase: TrainingSnapshot.Phase) {
        mailbox.snapshot.withLock { $0.phase = phase }
    }
}
