import Datasets
import Kernels

extension Batch {
    /// The batch of these rows as it is trained on: changed a little where the data asks for that.
    ///
    /// Random numbers depend on the seed, the step of training and the sequence alone, and the work is done before the batch is divided among threads.
    ///
    /// - Precondition: rows have steps, and lie in the storage.
    /// - Complexity: O(rows), O(numbers of the rows) where they are changed.
    static func training(_ rows: [SequenceSlice], from storage: SequenceDataset.Storage, seed: UInt64, step: Int) -> Batch {
        let batch = Batch(rows, from: storage)
        guard let augmentation = storage.details.augmentation, case .features(let values, let width) = storage.inputs else { return batch }
        var numbers: [Float] = []
        var slices: [SequenceSlice] = []
        for row in rows {
            // Generated data has the lower half of the layers.
            let random = CounterRandom(
                seed: seed, purpose: .data, step: UInt64(step), layer: 0x8000_0000 | UInt32(truncatingIfNeeded: row.sequence))
            let steps = row.steps.count
            let start = numbers.count / width
            numbers += augmentation.changed(
                values[(row.steps.lowerBound * width)..<(row.steps.upperBound * width)], width: width, masks: storage.details.masks, random)
            slices.append(SequenceSlice(sequence: row.sequence, steps: start..<(start + steps), end: start + steps))
        }
        let targets = batch.targets.following(rows, allSteps: storage.offsets[storage.offsets.count - 1])
        var changed = Batch(slices, inputs: .features(numbers), targets: targets)
        changed.weights = batch.weights
        if !batch.stepWeights.isEmpty { changed.stepWeights = rows.flatMap { batch.stepWeights[$0.steps] } }
        return changed
    }
}

extension Batch.Targets {
    /// Those of the steps of these rows, one row after another; targets of sequences are as they were.
    fileprivate func following(_ rows: [SequenceSlice], allSteps: Int) -> Batch.Targets {
        switch self {
        case .none, .sequenceClasses, .sequenceValues, .sequenceLabels, .labelSequences, .nextSymbols: return self
        case .stepClasses(let labels): return .stepClasses(rows.flatMap { labels[$0.steps] })
        case .stepValues(let values):
            let columns = values.count / max(1, allSteps)
            return .stepValues(rows.flatMap { values[($0.steps.lowerBound * columns)..<($0.steps.upperBound * columns)] })
        case .several(let all): return .several(all.map { ($0.targets.following(rows, allSteps: allSteps), $0.outputs) })
        }
    }
}

extension Augmentation {
    /// Where in a sequence's random numbers those of its noise begin; before are those of the sequence as a whole.
    private static let firstNoise: UInt32 = 1

    /// The steps of one sequence, [steps, width], changed.
    fileprivate func changed(_ values: ArraySlice<Float>, width: Int, masks: [Int: Int], _ random: CounterRandom) -> [Float] {
        let steps = values.count / width
        let move = shift > 0 ? random.integer(0, below: 2 * shift + 1) - shift : 0
        let factor = scale > 0 ? 1 + scale * (2 * random.uniform(1) - 1) : 1
        let hidden = hiddenSteps(of: steps, random)
        let channels = Set(masks.values)
        var result: [Float] = []
        result.reserveCapacity(values.count)
        for step in 0..<steps {
            let source = values.startIndex + min(max(0, step - move), steps - 1) * width
            for feature in 0..<width {
                let value = values[source + feature]
                let isMissing = masks[feature].map { values[source + $0] == 0 } ?? false
                if hidden.contains(step) || isMissing {
                    result.append(0)
                } else if channels.contains(feature) {
                    result.append(value)
                } else {
                    result.append(value * factor + (noise > 0 ? noise * Self.normal(random, step * width + feature) : 0))
                }
            }
        }
        return result
    }

    private func hiddenSteps(of steps: Int, _ random: CounterRandom) -> Range<Int> {
        guard mask > 0 else { return 0..<0 }
        let length = min(steps, random.integer(2, below: mask + 1))
        let start = random.integer(3, below: steps - length + 1)
        return start..<(start + length)
    }

    /// About a normal distribution of deviation 1: the sum of four uniform numbers, which is the same on every machine.
    private static func normal(_ random: CounterRandom, _ element: Int) -> Float {
        let words = random.block(firstNoise &+ UInt32(truncatingIfNeeded: element))
        let sum = Float(words.x >> 8) + Float(words.y >> 8) + Float(words.z >> 8) + Float(words.w >> 8)
        // The variance of one is a twelfth.
        return (sum * 0x1p-24 - 2) * 1.7320508
    }
}
