/// A point of a drawing; x to the right, y down.
struct Point: Equatable {
    var x: Double
    var y: Double
}

/// A movement of the pen: a smooth curve through points, with a sharp corner where a point is given twice.
struct Stroke {
    /// Smooth pieces, each of which starts where the previous one ends.
    let pieces: [[Point]]

    /// - Parameter coordinates: alternately x and y, on a sheet of 100 x 100.
    init(_ coordinates: Double...) {
        var pieces: [[Point]] = [[]]
        for index in stride(from: 0, to: coordinates.count - 1, by: 2) {
            let point = Point(x: coordinates[index] / 100, y: coordinates[index + 1] / 100)
            if pieces[pieces.count - 1].last == point { pieces.append([]) }
            pieces[pieces.count - 1].append(point)
        }
        self.pieces = pieces
    }
}

/// The strokes of a character, in one way of writing it.
struct StrokedGlyph {
    let strokes: [Stroke]

    init(_ strokes: Stroke...) { self.strokes = strokes }
}

/// Points along a Catmull-Rom curve through `points` (Catmull and Rom, "A class of local interpolating splines", 1974),
/// `subdivisions` for each interval. The curve is extrapolated linearly at its ends.
func smoothCurve(through points: [Point], subdivisions: Int) -> [Point] {
    guard points.count > 1 else { return points }
    var curve = [points[0]]
    curve.reserveCapacity((points.count - 1) * subdivisions + 1)
    for index in 0..<(points.count - 1) {
        let b = points[index]
        let c = points[index + 1]
        let a = index > 0 ? points[index - 1] : Point(x: 2 * b.x - c.x, y: 2 * b.y - c.y)
        let d = index + 2 < points.count ? points[index + 2] : Point(x: 2 * c.x - b.x, y: 2 * c.y - b.y)
        for step in 1...subdivisions {
            let t = Double(step) / Double(subdivisions)
            let wa = ((2 - t) * t - 1) * t
            let wb = (3 * t - 5) * t * t + 2
            let wc = ((4 - 3 * t) * t + 1) * t
            let wd = (t - 1) * t * t
            curve.append(
                Point(
                    x: 0.5 * (wa * a.x + wb * b.x + wc * c.x + wd * d.x),
                    y: 0.5 * (wa * a.y + wb * b.y + wc * c.y + wd * d.y)))
        }
    }
    return curve
}
