/// The steps that a chart of losses can show.
package struct ChartedSteps: Sendable, Equatable {
    /// The steps that are done.
    package var done: ClosedRange<Double>
    /// Where the axis ends that shows all of them.
    package var fit: Double
    /// The greatest step to which the axis can be zoomed out.
    package var limit: Double

    /// How many times as many steps as are planned or done there can be room for.
    private static let greatestPart = 8.0

    /// - Parameters:
    ///   - done: the steps that are done.
    ///   - fit: where the axis ends that shows all of them.
    ///   - planned: the planned number of steps; nil if unknown.
    package init(done: ClosedRange<Double>, fit: Double, planned: Int?) {
        (self.done, self.fit) = (done, fit)
        limit = Self.greatestPart * max(fit, Double(planned ?? 0))
    }
}
