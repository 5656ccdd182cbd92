/// The ranges of steps that a chart of losses can show.
package struct ChartedSteps: Sendable, Equatable {
    /// The range of completed steps.
    package var done: ClosedRange<Double>
    /// The end of the axis that shows all of them.
    package var fit: Double
    /// The greatest step to which the axis can be zoomed out.
    package var limit: Double

    /// The greatest extent of the axis relative to the steps that are completed or planned.
    private static let greatestPart = 8.0

    /// - Parameters:
    ///   - done: the range of completed steps.
    ///   - fit: the end of the axis that shows all of them.
    ///   - planned: the planned number of steps; nil if unknown.
    package init(done: ClosedRange<Double>, fit: Double, planned: Int?) {
        (self.done, self.fit) = (done, fit)
        limit = Self.greatestPart * max(fit, Double(planned ?? 0))
    }
}
