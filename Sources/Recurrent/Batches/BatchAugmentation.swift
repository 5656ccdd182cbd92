import Datasets
import Kernels

extension Batch {
    /// Assembles a training batch from these rows, augmented if the dataset asks for it.
    ///
    /// Random numbers depend only on the seed, the training step and the sequence, and augmentation precedes the division of the batch
    /// among threads.
    ///
    /// - Parameter ranks: processes that each compute a part of the batch; nil if all of it is computed here.
    /// - Precondition: every row has steps, and lies in the storage.
    /// - Complexity: O(rows), or O(size of the rows) if they are augmented or are on another rank.
    static func training(
        _ rows: [SequenceSlice], from storage: SequenceDataset.Storage, seed: UInt64, step: Int, ranks: RankGroup? = nil
    ) -> Batch {
        var batch = Batch(rows, from: storage, ranks: ranks)
        guard let augmentation = storage.details.augmentation, case .features(let values) = batch.inputs,
            case .features(_, let width) = storage.form
        else { return batch }
        var (numbers, starts): ([Float], [Int]) = ([], [])
        for (row, slice) in rows.enumerated() {
            // Generated data has the lower half of the layers.
            let random = CounterRandom(
                seed: seed, purpose: .data, step: UInt64(step), layer: 0x8000_0000 | UInt32(truncatingIfNeeded: slice.sequence))
            guard batch.isHere(row) else {
                starts.append(-1)
                continue
            }
            starts.append(numbers.count / width)
            let start = batch.inputStart(row)
            numbers += augmentation.changed(
                values[(start * width)..<((start + slice.steps.count) * width)], width: width, masks: storage.details.masks, random)
        }
        (batch.inputs, batch.inputStarts) = (.features(numbers), starts)
        return batch
    }
}

extension Augmentation {
    /// The element of a sequence's random numbers at which those of the noise begin, after those for the sequence as a whole.
    private static let firstNoise: UInt32 = 1

    /// The augmented steps of one sequence, [steps, width].
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

    /// An approximately normal number with standard deviation 1: the sum of four uniform numbers, which is the same on every machine.
    private static func normal(_ random: CounterRandom, _ element: Int) -> Float {
        let words = random.block(firstNoise &+ UInt32(truncatingIfNeeded: element))
        let sum = Float(words.x >> 8) + Float(words.y >> 8) + Float(words.z >> 8) + Float(words.w >> 8)
        // The variance of each uniform number is 1/12.
        return (sum * 0x1p-24 - 2) * 1.7320508
    }
}
