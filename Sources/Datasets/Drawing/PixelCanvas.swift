/// A grey sheet on which lines are drawn with soft edges. Ink is in 0...1.
struct PixelCanvas {
    let width: Int
    let height: Int
    /// The ink of each pixel, row by row.
    private(set) var ink: [Double]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        ink = [Double](repeating: 0, count: width * height)
    }

    /// Draws a line with round ends, `radiusStart` and `radiusEnd` pixels thick on each side. The centre of the pixel
    /// in the corner is (0.5, 0.5). A pixel is as dark as the darkest line over it.
    mutating func line(from start: Point, to end: Point, radiusStart: Double, radiusEnd: Double) {
        let reach = max(radiusStart, radiusEnd) + 0.5
        let left = pixel(min(start.x, end.x) - reach - 0.5, below: width)
        let right = pixel(max(start.x, end.x) + reach + 0.5, below: width)
        let top = pixel(min(start.y, end.y) - reach - 0.5, below: height)
        let bottom = pixel(max(start.y, end.y) + reach + 0.5, below: height)
        let dx = end.x - start.x
        let dy = end.y - start.y
        let square = dx * dx + dy * dy
        for row in top...bottom {
            for column in left...right {
                let px = Double(column) + 0.5 - start.x
                let py = Double(row) + 0.5 - start.y
                let along = square > 0 ? max(0, min(1, (px * dx + py * dy) / square)) : 0
                let ex = px - along * dx
                let ey = py - along * dy
                let distance = (ex * ex + ey * ey).squareRoot()
                let radius = radiusStart + (radiusEnd - radiusStart) * along
                let darkness = min(1, radius + 0.5 - distance)
                if darkness > ink[row * width + column] { ink[row * width + column] = darkness }
            }
        }
    }

    private func pixel(_ position: Double, below limit: Int) -> Int {
        max(0, min(limit - 1, Int(max(-1, min(Double(limit), position)))))
    }
}
