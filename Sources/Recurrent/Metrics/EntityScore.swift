import Datasets

/// How well entities are recognised in sequences of tags, by the rules of conlleval: an entity is correct if its first step, its last step
/// and its type are. An entity has the weight of its sequence.
public struct EntityScore: Sendable, Equatable, Codable {
    /// True entities.
    public var real: Double
    /// Predicted entities.
    public var said: Double
    /// Correctly predicted entities.
    public var right: Double

    /// Precision: the share of the predicted entities that are correct; 0 if none were predicted.
    public var precision: Double { said == 0 ? 0 : right / said }
    /// Recall: the share of the entities that were found; 0 if there are none.
    public var recall: Double { real == 0 ? 0 : right / real }
    /// The harmonic mean of precision and recall; 0 if no entity is correct.
    public var f1: Double { right == 0 ? 0 : 2 * right / (real + said) }
}

/// Collects the predictions for each step, and counts entities once all steps are known: an entity may span two windows.
struct EntityCounter {
    private let tags: EntityTags
    private let data: SequenceDataset
    private let labels: [Int32]
    /// The predicted class of each step of the storage.
    private var said: [Int32]

    /// Nil if the classes are not entity tags.
    init?(_ data: SequenceDataset) {
        guard case .stepClasses(let labels, let names) = data.storage.targets, let tags = EntityTags(names) else { return nil }
        (self.tags, self.data, self.labels) = (tags, data, labels)
        said = [Int32](repeating: -1, count: labels.count)
    }

    mutating func note(_ kind: Int, at step: Int) {
        if said.indices.contains(step) { said[step] = Int32(clamping: kind) }
    }

    var score: EntityScore {
        var score = EntityScore(real: 0, said: 0, right: 0)
        for sequence in 0..<data.count where data.weight(sequence) > 0 {
            let steps = data.steps(sequence)
            let (real, found) = (tags.entities(in: labels[steps]), tags.entities(in: said[steps]))
            let weight = Double(data.weight(sequence))
            score.real += weight * Double(real.count)
            score.said += weight * Double(found.count)
            score.right += weight * Double(Set(real).intersection(found).count)
        }
        return score
    }
}
