/// The places of sequences that were cut from longer series.
public struct WindowPlaces: Sendable, Equatable, Codable {
    /// The index of the series that each sequence of the storage was cut from.
    public let series: [Int]
    /// The first step of each sequence in its series.
    public let starts: [Int]
    /// The steps that a window predicts, relative to its first step.
    public let targets: Range<Int>

    /// The steps of its series that a window predicts.
    private func predicted(_ window: Int) -> Range<Int> {
        (starts[window] + targets.lowerBound)..<(starts[window] + targets.upperBound)
    }

    /// Those of these windows whose predicted steps all lie between two shares of the predicted steps of their series.
    ///
    /// - Complexity: O(windows).
    func within(_ shares: ClosedRange<Double>, of windows: [Int]) -> [Int] {
        let spans = spans(of: windows)
        return windows.indices.filter { index in
            let steps = predicted(windows[index])
            guard let span = spans[series[windows[index]]] else { return false }
            return span.lowerBound + SequenceDataset.border(shares.lowerBound, of: span.count) <= steps.lowerBound
                && steps.upperBound <= span.lowerBound + SequenceDataset.border(shares.upperBound, of: span.count)
        }
    }

    /// The range from the first to the last predicted step of each series.
    private func spans(of windows: [Int]) -> [Int: Range<Int>] {
        var spans: [Int: Range<Int>] = [:]
        for window in windows {
            let steps = predicted(window)
            let span = spans[series[window]] ?? steps
            spans[series[window]] = min(span.lowerBound, steps.lowerBound)..<max(span.upperBound, steps.upperBound)
        }
        return spans
    }
}
