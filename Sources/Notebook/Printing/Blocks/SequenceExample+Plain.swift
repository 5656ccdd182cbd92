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
        if let trueLabels { text += ", " + labelWords(trueLabels) }
        if let trueLabelSequence { text += ", " + quoted(trueLabelSequence) }
        return text + targets.compactMap { name, example in example.targetWords.map { ", \(name.visible) \($0)" } }.joined()
    }

    /// What is true of one of several targets; nil where that takes more room.
    private var targetWords: String? {
        if let trueClass, classNames.indices.contains(trueClass) { return classNames[trueClass].visible }
        if let trueLabels { return labelWords(trueLabels) }
        guard case .sequenceValues(_, width: 1) = dataset.storage.targets, let value = trueValues.first else { return nil }
        return value.isNaN ? nil : Figures.fixed(Double(value), 4)
    }

    /// Labels in their order, such as `"house"`.
    func quoted(_ labels: [Int]) -> String {
        let names = labels.map { classNames.indices.contains($0) ? classNames[$0].visible : "?" }
        return "\"\(LabelText.joined(names, of: classNames))\""
    }

    /// Such as `labels sad, slow`.
    func labelWords(_ labels: [Int]) -> String {
        let names = labels.filter { classNames.indices.contains($0) }.map { classNames[$0].visible }
        return names.isEmpty ? "no label" : (names.count == 1 ? "label " : "labels ") + names.joined(separator: ", ")
    }

    /// The input as lines of characters.
    var drawing: [String] { SequenceDrawing(picture).lines(width: Self.width, .plain).map(\.text) }
}
