/// Where sequences lie that were cut out of longer series.
public struct WindowPlaces: Sendable, Equatable {
    /// The series that each sequence of the storage is cut out of, counted from 0.
    public let series: [Int]
    /// At which step of it each begins.
    public let starts: [Int]
    /// Steps of each series.
    public let lengths: [Int]
    /// The steps that a window predicts, counted from its own first step.
    public let targets: Range<Int>

    /// Whether all that a window predicts lies within these shares of its series.
    func predicts(_ window: Int, within shares: ClosedRange<Double>) -> Bool {
        let length = lengths[series[window]]
        return SequenceDataset.border(shares.lowerBound, of: length) <= starts[window] + targets.lowerBound
            && starts[window] + targets.upperBound <= SequenceDataset.border(shares.upperBound, of: length)
    }
}
