import TextFormatting

extension SequencePicture {
    /// The number of columns between pictures of steps side by side: those one column wide are columns of a single
    /// picture.
    static func gap(betweenPicturesOf columns: Int) -> Int { columns == 1 ? 0 : 1 }
}

/// Labels read along the steps.
extension SequencePicture {
    /// The true labels in order; nil if the target is not a label sequence.
    var trueLabelSequence: [Int]? {
        guard case .labelSequence(let labels) = truth else { return nil }
        return labels.map(Int.init)
    }

    /// The class for no label: the last one if labels are read along the steps.
    var blank: Int { classNames.count - 1 }

    /// Labels as a text.
    func written(_ labels: [Int]) -> String {
        labels.isEmpty ? "nothing" : LabelText.joined(labels.map(className), of: Array(classNames.dropLast()))
    }

    /// The labels read if each step takes its most probable class: blanks are dropped, and a label at several
    /// consecutive steps counts once.
    func reading(of outputs: StepwiseOutputs) -> [Int] {
        let best = (0..<min(steps, outputs.steps)).map { outputs.best($0) }
        return best.indices.filter { best[$0] != blank && ($0 == 0 || best[$0 - 1] != best[$0]) }.map { best[$0] }
    }
}
