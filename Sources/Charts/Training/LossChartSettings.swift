/// The view settings of a loss chart.
package struct LossChartSettings: Sendable, Equatable {
    /// The scale of the loss axis.
    package enum Scale: Sendable, Equatable {
        /// Linear.
        case linear
        /// Logarithmic, if all losses are positive.
        case logarithmic
    }

    /// The width of the moving average over the training curve.
    package enum Smoothing: Sendable, Equatable, CaseIterable {
        /// No smoothing: only the mean of the steps that share a column.
        case none
        /// A fortieth of the curve on either side.
        case light
        /// A tenth of the curve on either side.
        case strong

        /// The name in the legend.
        package var name: String {
            switch self {
            case .none: "not smoothed"
            case .light: "smoothed"
            case .strong: "smoothed much"
            }
        }

        /// The next setting; the first after the last.
        package var next: Smoothing {
            switch self {
            case .none: .light
            case .light: .strong
            case .strong: .none
            }
        }
    }

    /// The scale of the loss axis.
    package var scale = Scale.linear
    /// The smoothing of the training curve.
    package var smoothing = Smoothing.light
    /// The visible steps when they were last changed; nil for all.
    package private(set) var window: ClosedRange<Double>?
    /// Whether the visible steps end at the newest step and move on with it.
    package private(set) var follows = false
    /// The end of the axis when it was last zoomed out past all steps; nil if it was not.
    private var reach: Double?
    /// The selected step; nil for none.
    package private(set) var cursor: Double?

    /// All steps, with a linear scale.
    package init() {}

    /// The least number of visible steps.
    private static let fewest = 10.0

    /// The visible part of the completed steps; nil for all.
    package func window(of extent: ClosedRange<Double>) -> ClosedRange<Double>? {
        guard let window else { return nil }
        let width = window.upperBound - window.lowerBound
        guard width < extent.upperBound - extent.lowerBound else { return nil }
        let last = extent.upperBound - width
        let start = follows ? last : max(extent.lowerBound, min(window.lowerBound, last))
        return start...(start + width)
    }

    /// The end of the axis if it was zoomed out past all steps; nil otherwise. A run that outgrows it is shown whole.
    ///
    /// - Parameter steps: the steps of the chart.
    package func reach(of steps: ChartedSteps) -> Double? {
        guard let reach, window(of: steps.done) == nil, reach > steps.fit else { return nil }
        return min(reach, steps.limit)
    }

    /// The selected step if it is visible; nil otherwise.
    ///
    /// - Parameter extent: the range of completed steps.
    package func cursor(of extent: ClosedRange<Double>) -> Double? {
        cursor.flatMap { window(of: extent)?.contains($0) ?? true ? $0 : nil }
    }

    /// Shows fewer or more steps around the selected step, or before the last one; beyond all steps, leaves room for those to come.
    ///
    /// - Parameters:
    ///   - factor: the number of steps shown, relative to that before.
    ///   - steps: the steps of the chart.
    ///   - step: the step that keeps its place; nil for the selected or the last one.
    package mutating func zoom(_ factor: Double, of steps: ChartedSteps, around step: Double? = nil) {
        let extent = steps.done
        let reached = reach(of: steps)
        if window(of: extent) == nil, factor > 1 || reached != nil {
            let end = min(steps.limit, (reached ?? steps.fit) * factor)
            // Rounding must not keep the axis from returning to exactly what all steps need.
            reach = end > steps.fit * 1.01 ? end : nil
            return
        }
        reach = nil
        let shown = window(of: extent) ?? extent
        let width = max(Self.fewest, (shown.upperBound - shown.lowerBound) * factor)
        let fixed = step ?? cursor(of: extent) ?? shown.upperBound
        let part = shown.lowerBound < shown.upperBound ? (fixed - shown.lowerBound) / (shown.upperBound - shown.lowerBound) : 1
        show(from: fixed - part * width, width, of: extent)
    }

    /// Shows the newest steps, follows them, and selects none.
    ///
    /// - Parameter extent: the range of completed steps.
    package mutating func follow(of extent: ClosedRange<Double>) {
        cursor = nil
        guard let shown = window(of: extent) else { return }
        show(from: .infinity, shown.upperBound - shown.lowerBound, of: extent)
    }

    /// Pans by a part of the visible range.
    package mutating func pan(_ part: Double, of extent: ClosedRange<Double>) {
        guard let shown = window(of: extent) else { return }
        let width = shown.upperBound - shown.lowerBound
        show(from: shown.lowerBound + part * width, width, of: extent)
    }

    /// Shows steps from this one on; a range that reaches the newest step follows it.
    private mutating func show(from start: Double, _ width: Double, of extent: ClosedRange<Double>) {
        guard width < extent.upperBound - extent.lowerBound else {
            (window, follows) = (nil, false)
            return
        }
        let start = max(extent.lowerBound, min(start, extent.upperBound - width))
        window = start...(start + width)
        follows = start + width >= extent.upperBound
        cursor = cursor.map { max(start, min(start + width, $0)) }
    }

    /// Moves the selection to an earlier or later step, starting at the last one.
    ///
    /// - Parameters:
    ///   - direction: -1 or 1.
    ///   - extent: the range of completed steps.
    package mutating func moveCursor(_ direction: Int, of extent: ClosedRange<Double>) {
        let shown = window(of: extent) ?? extent
        let stride = max(1, ((shown.upperBound - shown.lowerBound) / 60).rounded())
        let moved = cursor(of: extent).map { $0 + Double(direction) * stride } ?? shown.upperBound
        hold(of: extent)
        let step = max(max(1, extent.lowerBound), min(extent.upperBound, moved.rounded()))
        cursor = step
        // Keeps the selected step visible.
        guard let window, !window.contains(step) else { return }
        let width = window.upperBound - window.lowerBound
        let start = max(0, step < window.lowerBound ? step : step - width)
        self.window = start...(start + width)
    }

    /// Selects this step, or the nearest completed one.
    ///
    /// - Parameter extent: the range of completed steps.
    package mutating func read(_ step: Double, of extent: ClosedRange<Double>) {
        hold(of: extent)
        cursor = max(max(1, extent.lowerBound), min(extent.upperBound, step.rounded()))
    }

    /// Keeps the visible steps, so that the selected one does not move away.
    private mutating func hold(of extent: ClosedRange<Double>) { (window, follows) = (window(of: extent), false) }

    /// Shows all steps and selects none.
    package mutating func showAll() { (window, follows, reach, cursor) = (nil, false, nil, nil) }
}
