extension DataNote {
    /// The shortest and the longest time between consecutive steps, if they differ by more than months and years do; else nil.
    ///
    /// - Parameter sequences: the times of the steps of each sequence, in seconds since 1970; NaN if unknown.
    /// - Complexity: O(steps).
    static func irregularSteps(in sequences: [ArraySlice<Double>]) -> DataNote? {
        var (shortest, longest) = (Double.infinity, -Double.infinity)
        for times in sequences {
            for (time, next) in zip(times, times.dropFirst()) where next > time {
                (shortest, longest) = (min(shortest, next - time), max(longest, next - time))
            }
        }
        // From February to March it is 28 days, and a year has 365 or 366.
        return longest > shortest * 1.12 ? .irregularSteps(shortest: shortest, longest: longest) : nil
    }
}
