/// Losses as a curve with at most one point for each column, and the range of the losses behind it.
struct LossCurve: Sendable {
    private(set) var points: [LineChart.Point] = []
    /// The least and greatest loss of a single step around each point.
    private(set) var band: [LineChart.ValueRange] = []
    /// The number of steps that each point averages.
    private(set) var smoothing = 1

    /// - Parameter steps: the visible steps.
    init(_ bins: [LossBin], columns: Int, steps: ClosedRange<Double>, smoothing: LossChartSettings.Smoothing = .light) {
        let width = steps.upperBound - steps.lowerBound
        guard columns > 0, width > 0 else { return }
        gather(bins, from: steps, perColumn: max(1, width / Double(columns)))
        switch smoothing {
        case .none: break
        case .light: smooth(reach: max(2, points.count / 40))
        case .strong: smooth(reach: max(4, points.count / 10))
        }
    }

    /// Merges the bins of each column. Losses that are not finite are left out.
    private mutating func gather(_ bins: [LossBin], from steps: ClosedRange<Double>, perColumn: Double) {
        var first = 0
        var gathered = 0
        var column = -1
        var sum = 0.0
        var count = 0
        var low = Double.infinity
        var high = -Double.infinity
        var middle = 0.0
        func finished() -> (LineChart.Point, LineChart.ValueRange)? {
            guard count > 0 else { return nil }
            let x = middle / Double(count)
            return (.init(x: x, y: sum / Double(count)), .init(x: x, low: low, high: high))
        }
        func keep(_ pair: (LineChart.Point, LineChart.ValueRange)?) {
            guard let pair else { return }
            points.append(pair.0)
            band.append(pair.1)
        }
        for bin in bins {
            let center = Double(first) + Double(bin.count + 1) / 2
            first += bin.count
            guard bin.sum.isFinite, bin.least.isFinite, bin.greatest.isFinite, bin.count > 0 else { continue }
            guard center >= steps.lowerBound - perColumn, center <= steps.upperBound + perColumn else { continue }
            gathered += bin.count
            let place = Int(((center - steps.lowerBound) / perColumn).rounded(.down))
            if place != column {
                keep(finished())
                (column, sum, count, low, high, middle) = (place, 0, 0, .infinity, -.infinity, 0)
            }
            sum += bin.sum
            middle += center * Double(bin.count)
            count += bin.count
            low = min(low, Double(bin.least))
            high = max(high, Double(bin.greatest))
        }
        keep(finished())
        smoothing = points.isEmpty ? 1 : max(1, gathered / points.count)
    }

    /// Averages each point with its neighbours.
    private mutating func smooth(reach: Int) {
        guard points.count >= 24 else { return }
        let raw = points.map(\.y)
        for index in points.indices {
            // No wider than to the nearer end, so that the curve begins and ends at its own values.
            let own = min(reach, index, raw.count - 1 - index)
            points[index].y = raw[(index - own)...(index + own)].reduce(0, +) / Double(2 * own + 1)
        }
        smoothing *= 2 * reach + 1
    }
}
