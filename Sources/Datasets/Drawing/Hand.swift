/// How strongly handwriting varies; with 0 everywhere, glyphs are drawn unchanged.
struct HandVariation {
    /// The shift of x for each unit of y.
    var slant: ClosedRange<Double>
    /// The greatest rotation, in full turns.
    var rotation: Double
    /// The factors of the glyph's width and height.
    var width: ClosedRange<Double>
    var height: ClosedRange<Double>
    /// The greatest shift of the whole glyph, in pixels.
    var shift: Double
    /// Half the thickness of the line, in pixels.
    var radius: ClosedRange<Double>
    /// The change of thickness along a stroke, as a fraction.
    var pressure: Double
    /// The standard deviation of each point of a stroke, as a fraction of the sheet.
    var jitter: Double
    /// The height of the slow waves that bend the whole glyph, as a fraction of the sheet.
    var bend: Double
}

/// A hand that writes one glyph: all of its random properties, drawn at `init`.
struct Hand {
    private let variation: HandVariation
    private let slant, sine, cosine, width, height, radius: Double
    private let shift: Point
    private let bends: [(height: Double, frequency: Double, phase: Double)]

    init(_ variation: HandVariation, random: inout RandomStream) {
        self.variation = variation
        slant = random.uniform(in: variation.slant)
        let turns = random.uniform(in: -variation.rotation...variation.rotation)
        sine = Datasets.sine(turns: turns)
        cosine = Datasets.cosine(turns: turns)
        width = random.uniform(in: variation.width)
        height = random.uniform(in: variation.height)
        radius = random.uniform(in: variation.radius)
        shift = Point(
            x: random.uniform(in: -variation.shift...variation.shift),
            y: random.uniform(in: -variation.shift...variation.shift))
        var bends: [(Double, Double, Double)] = []
        for _ in 0..<2 {
            bends.append(
                (variation.bend * random.uniform(in: -1...1), random.uniform(in: 0.4...1.2), random.uniform()))
        }
        self.bends = bends
    }

    /// Draws `glyph` into the box at (`left`, `top`) of `size` pixels.
    func write(
        _ glyph: StrokedGlyph, on canvas: inout PixelCanvas, left: Double, top: Double, size: Point, random: inout RandomStream
    ) {
        for stroke in glyph.strokes {
            let startPressure = 1 + variation.pressure * random.uniform(in: -1...1)
            let endPressure = 1 + variation.pressure * random.uniform(in: -1...1)
            var curve: [Point] = []
            var joint: Point?
            for piece in stroke.pieces {
                var points = piece.map { jittered($0, random: &random) }
                if let joint { points[0] = joint }
                joint = points.last
                curve += smoothCurve(through: points, subdivisions: 6)
            }
            let placed = curve.map { place($0, left: left, top: top, size: size) }
            for index in 1..<max(1, placed.count) {
                canvas.line(
                    from: placed[index - 1], to: placed[index],
                    radiusStart: pressure(at: index - 1, of: placed.count, from: startPressure, to: endPressure),
                    radiusEnd: pressure(at: index, of: placed.count, from: startPressure, to: endPressure))
            }
        }
    }

    private func pressure(at index: Int, of count: Int, from start: Double, to end: Double) -> Double {
        radius * (start + (end - start) * Double(index) / Double(count - 1))
    }

    private func jittered(_ point: Point, random: inout RandomStream) -> Point {
        Point(x: point.x + variation.jitter * random.bell(), y: point.y + variation.jitter * random.bell())
    }

    /// Bends, scales, slants, rotates and shifts a point of the sheet about its centre.
    private func place(_ point: Point, left: Double, top: Double, size: Point) -> Point {
        let bentX = point.x + bends[0].height * Datasets.sine(turns: bends[0].frequency * point.y + bends[0].phase)
        let bentY = point.y + bends[1].height * Datasets.sine(turns: bends[1].frequency * point.x + bends[1].phase)
        let y = (bentY - 0.5) * height
        let x = (bentX - 0.5) * width - slant * y
        return Point(
            x: left + size.x * (0.5 + cosine * x - sine * y) + shift.x,
            y: top + size.y * (0.5 + sine * x + cosine * y) + shift.y)
    }
}
