import Datasets

/// How well entities are found in sequences of tags, as conlleval counts: one is right where its first step, its last step and its type are. An
/// entity counts as often as its sequence does.
public struct EntityScore: Sendable, Equatable, Codable {
    /// True entities.
    public var real: Double
    /// Predicted entities.
    public var said: Double
    /// Those that are among both.
    public var right: Double

    /// Precision: the share of the predicted entities that are there; 0 if none were predicted.
    public var precision: Double { said == 0 ? 0 : right / said }
    /// Recall: the share of the entities that were found; 0 if there are none.
    public var recall: Double { real == 0 ? 0 : right / real }
    /// The harmonic mean of precision and recall; 0 where nothing is right.
    public var f1: Double { right == 0 ? 0 : 2 * right / (real + said) }
}

/// Keeps what was said of each step, and counts entities once all steps are there: an entity may reach from one window into the next.
struct EntityCounter {
    private let tags: EntityTags
    private let data: SequenceDataset
    private let labels: [Int32]
    /// Of each step of the storage.
    private var said: [Int32]

    /// nil where the classes are no tags of entities.
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
