/// The speed of a run, measured over the last seconds of training itself.
struct SpeedMeter {
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant
    private var sequences = 0.0
    private var symbols = 0.0
    private var steps = 0.0
    private var seconds = 0.0
    /// The half-life of measurements, in seconds.
    private static let halfLife = 3.0

    init() { last = clock.now }

    /// Restarts the clock: time since the last step does not count.
    mutating func skip() { last = clock.now }

    /// Records a step.
    ///
    /// - Parameters:
    ///   - count: the number of sequences in it.
    ///   - read: the number of time steps in all of them.
    /// - Returns: the seconds since the step before.
    mutating func step(sequences count: Int, symbols read: Int) -> Double {
        let now = clock.now
        let elapsed = (now - last).seconds
        last = now
        // An approximation of 2^(-elapsed / halfLife) without logarithms.
        let keep = 1 / (1 + elapsed / Self.halfLife)
        sequences = sequences * keep + Double(count)
        symbols = symbols * keep + Double(read)
        steps = steps * keep + 1
        seconds = seconds * keep + elapsed
        return elapsed
    }

    var sequencesPerSecond: Double { seconds > 0 ? sequences / seconds : 0 }
    var symbolsPerSecond: Double { seconds > 0 ? symbols / seconds : 0 }
    var secondsPerStep: Double? { steps > 0 ? seconds / steps : nil }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}
