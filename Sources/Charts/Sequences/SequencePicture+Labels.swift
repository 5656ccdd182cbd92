import TextFormatting

extension SequencePicture {
    /// Columns between pictures of steps that stand side by side: those of one column are columns of one picture.
    static func gap(betweenPicturesOf columns: Int) -> Int { columns == 1 ? 0 : 1 }
}

/// Labels that are read along the steps.
extension SequencePicture {
    /// The true labels in their order; nil where something else is to be said.
    var trueLabelSequence: [Int]? {
        guard case .labelSequence(let labels) = truth else { return nil }
        return labels.map(Int.init)
    }

    /// What stands for no label, the last of the classes where labels are read along the steps.
    var blank: Int { classNames.count - 1 }

    /// Labels as a text.
    func written(_ labels: [Int]) -> String {
        labels.isEmpty ? "nothing" : LabelText.joined(labels.map(className), of: Array(classNames.dropLast()))
    }

    /// What is read where each step says its most probable class: blanks are left out, and what is said at several steps in a row is one
    /// label.
    func reading(of outputs: StepwiseOutputs) -> [Int] {
        let best = (0..<min(steps, outputs.steps)).map { outputs.best($0) }
        return best.indices.filter { best[$0] != blank && ($0 == 0 || best[$0 - 1] != best[$0]) }.map { best[$0] }
    }
}
