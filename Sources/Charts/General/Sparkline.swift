/// A curve in a row of characters, each as high as the mean of its share of the values.
package struct Sparkline: Sendable {
    private let heights: [Double]

    /// - Parameters:
    ///   - values: the values; those that are not finite are left out.
    ///   - width: the greatest number of columns.
    package init(values: [Double], width: Int) {
        let values = values.filter(\.isFinite)
        let columns = min(max(0, width), values.count)
        let means = (0..<columns).map { column in
            let part = values[(column * values.count / columns)..<((column + 1) * values.count / columns)]
            return part.reduce(0, +) / Double(part.count)
        }
        guard let least = means.min(), let greatest = means.max() else {
            heights = []
            return
        }
        heights = means.map { greatest > least ? ($0 - least) / (greatest - least) : 0 }
    }

    private static let (blocks, plain) = (Array("▁▂▃▄▅▆▇█"), Array("_.-~=+*#"))

    /// The characters.
    package func text(hasUnicode: Bool) -> String {
        let signs = hasUnicode ? Self.blocks : Self.plain
        return String(heights.map { signs[min(signs.count - 1, Int($0 * Double(signs.count)))] })
    }
}
