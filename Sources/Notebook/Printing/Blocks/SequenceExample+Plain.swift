import Charts
import Datasets
import TextFormatting

extension SequenceExample {
    /// Widest line of a drawn example.
    static let width = 72

    /// Name, length and truth, then the input drawn.
    var plain: String {
        ([headline] + drawing).joined(separator: "\n")
    }

    /// Such as `strokes test [17]: 28 steps, true class 7`.
    var headline: String {
        var text = "\(dataset.name)[\(index)]: " + Figures.count(steps, "step")
        if let trueClass, classNames.indices.contains(trueClass) { text += ", true class " + classNames[trueClass].visible }
        return text
    }

    /// The input as lines of characters.
    var drawing: [String] { SequenceDrawing(picture).lines(width: Self.width, .plain).map(\.text) }
}
