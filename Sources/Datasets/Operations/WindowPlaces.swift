/// Where sequences lie that were cut out of longer series.
public struct WindowPlaces: Sendable, Equatable, Codable {
    /// The series that each sequence of the storage is cut out of, counted from 0.
    public let series: [Int]
    /// At which step of it each begins.
    public let starts: [Int]
    /// The steps that a window predicts, counted from its own first step.
    public let targets: Range<Int>

    /// The steps of its series that a window predicts.
    private func predicted(_ window: Int) -> Range<Int> {
        (starts[window] + targets.lowerBound)..<(starts[window] + targets.upperBound)
    }

    /// Those of these windows that predict nothing but what lies between two shares of all that they predict, series by series.
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

    /// From the first to the last step that windows predict, series by series.
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
