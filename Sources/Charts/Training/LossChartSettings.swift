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
    /// The visible steps; nil for all.
    package private(set) var window: ClosedRange<Double>?
    /// The selected step, whose losses are shown; nil for none.
    package private(set) var cursor: Double?

    /// All steps, with a linear scale.
    package init() {}

    /// The least number of visible steps.
    private static let fewest = 10.0

    /// Zooms in or out around the selected step, or else at the last step.
    ///
    /// - Parameters:
    ///   - factor: the factor of the number of visible steps.
    ///   - extent: the range of all steps.
    ///   - step: the step that stays in place; nil for the selected or last one.
    package mutating func zoom(_ factor: Double, of extent: ClosedRange<Double>, around step: Double? = nil) {
        let shown = window ?? extent
        let width = max(Self.fewest, (shown.upperBound - shown.lowerBound) * factor)
        let fixed = step ?? cursor ?? shown.upperBound
        let part = shown.lowerBound < shown.upperBound ? (fixed - shown.lowerBound) / (shown.upperBound - shown.lowerBound) : 1
        show(from: fixed - part * width, width, of: extent)
    }

    /// Pans by a part of the visible range.
    package mutating func pan(_ part: Double, of extent: ClosedRange<Double>) {
        guard let window else { return }
        let width = window.upperBound - window.lowerBound
        show(from: window.lowerBound + part * width, width, of: extent)
    }

    private mutating func show(from start: Double, _ width: Double, of extent: ClosedRange<Double>) {
        guard width < extent.upperBound - extent.lowerBound else {
            window = nil
            return
        }
        let start = max(extent.lowerBound, min(start, extent.upperBound - width))
        window = start...(start + width)
        cursor = cursor.map { max(start, min(start + width, $0)) }
    }

    /// Moves the selection to an earlier or later step, starting at the last one.
    ///
    /// - Parameters:
    ///   - direction: -1 or 1.
    ///   - extent: the range of completed steps.
    package mutating func moveCursor(_ direction: Int, of extent: ClosedRange<Double>) {
        let shown = window ?? extent
        let stride = max(1, ((shown.upperBound - shown.lowerBound) / 60).rounded())
        let moved = cursor.map { $0 + Double(direction) * stride } ?? extent.upperBound
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
        cursor = max(max(1, extent.lowerBound), min(extent.upperBound, step.rounded()))
    }

    /// Shows all steps, without a selection.
    package mutating func showAll() { (window, cursor) = (nil, nil) }
}
