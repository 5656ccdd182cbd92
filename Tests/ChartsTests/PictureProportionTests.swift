import Testing

@testable import Charts

/// The proportions of pictures above what is said of them.
@Suite struct PictureProportionTests {
    /// A square picture is about twice as many columns wide as it is rows high, as far as whole columns for each step permit.
    @Test(arguments: [(118, 23), (118, 40), (58, 22), (190, 60), (38, 30)]) func squaresStaySquare(_ width: Int, _ height: Int) {
        // Probabilities whose colour is not one of the greys of the picture.
        let outputs = StepwiseOutputs(values: Array(repeating: 0.6, count: 280), steps: 28, width: 10)
        let chart = StepwisePredictionChart(sequence: Samples.image(7), outputs: outputs)
        let canvas = Samples.canvas(chart, width, height)
        let greys = Set((232...255).map { Color.palette(UInt8($0)) })
        // The names of the classes begin in the third column.
        let isPicture = { (x: Int, y: Int) in greys.contains(canvas[x, y].style.background) }
        let left = 3
        let rows = (0..<height).prefix { isPicture(left, $0) }.count
        let columns = (left..<width).prefix { isPicture($0, 0) }.count
        let ratio = Double(columns) / Double(2 * rows)
        #expect(rows > 5 && 0.66...1.5 ~= ratio, "\(columns)x\(rows):\n\(canvas.text)")
    }

    @Test func theStretchFollowsTheRows() {
        let image = Samples.image(7)
        #expect([0, 8, 14, 20, 28, 42, 100].map { InputStrip.greatestStretch(image, rows: $0) } == [1, 1, 1, 1, 2, 2, 2])
        // Letters of 6 by 8 keep the columns in which they can be told apart.
        #expect([1, 2, 4, 100].map { InputStrip.greatestStretch(Samples.glyphs(), rows: $0) } == [3, 3, 6, 7])
    }
}
