/// How fast a run is, measured over the last seconds of training proper.
struct SpeedMeter {
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant
    private var sequences = 0.0
    private var symbols = 0.0
    private var steps = 0.0
    private var seconds = 0.0
    /// Seconds after which what was measured counts half.
    private static let halfLife = 3.0

    init() { last = clock.now }

    /// Time from here on counts; what passed since the last step does not.
    mutating func skip() { last = clock.now }

    /// A step has been done.
    ///
    /// - Parameters:
    ///   - count: sequences of it.
    ///   - read: time steps of all of them.
    /// - Returns: seconds since the step before.
    mutating func step(sequences count: Int, symbols read: Int) -> Double {
        let now = clock.now
        let elapsed = (now - last).seconds
        last = now
        // Close to the half of 2^(-elapsed / halfLife), without its logarithms.
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
