/// Losses as a curve of no more points than there are columns, with the range that it runs through.
struct LossCurve: Sendable {
    private(set) var points: [LineChart.Point] = []
    /// The least and greatest loss of a single step around each point.
    private(set) var band: [LineChart.ValueRange] = []
    /// Over how many steps a point is the mean.
    private(set) var smoothing = 1

    /// - Parameter greatest: the step at which the last column ends.
    init(_ bins: [LossBin], columns: Int, greatest: Double) {
        guard columns > 0, greatest > 0 else { return }
        gather(bins, perColumn: max(1, greatest / Double(columns)))
        smooth()
    }

    /// Joins the bins of each column. What is not finite is left out.
    private mutating func gather(_ bins: [LossBin], perColumn: Double) {
        var first = 0
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
            let place = Int(center / perColumn)
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
        smoothing = points.isEmpty ? 1 : max(1, first / points.count)
    }

    /// Takes means over neighbours where the curve goes up and down more than it goes anywhere.
    private mutating func smooth() {
        guard points.count >= 24 else { return }
        var jumps = 0.0
        for index in 1..<points.count { jumps += (points[index].y - points[index - 1].y).magnitude }
        let tail = points.suffix(points.count * 3 / 4).map(\.y)
        let spread = (tail.max() ?? 0) - (tail.min() ?? 0)
        guard spread > 0, jumps / Double(points.count - 1) > spread / 12 else { return }
        let reach = max(2, points.count / 40)
        let raw = points.map(\.y)
        for index in points.indices {
            // No further than the nearer end, so that the curve begins and ends where it should.
            let own = min(reach, index, raw.count - 1 - index)
            points[index].y = raw[(index - own)...(index + own)].reduce(0, +) / Double(2 * own + 1)
        }
        smoothing *= 2 * reach + 1
    }
}
