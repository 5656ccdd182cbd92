/// Shows snapshots, the latest only, at most about twenty a second.
final class Publisher {
    private let mailbox: RunMailbox
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant

    init(_ mailbox: RunMailbox) {
        self.mailbox = mailbox
        next = clock.now
    }

    var isDue: Bool { clock.now >= next }

    func publish(_ snapshot: TrainingSnapshot) {
        mailbox.snapshot.withLock { $0 = snapshot }
        next = clock.now + .milliseconds(50)
    }
}
