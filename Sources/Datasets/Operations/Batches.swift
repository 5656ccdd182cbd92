import Kernels

/// Which sequences a training step sees: the order of an epoch, cut into batches.
public enum Batches {
    /// Batches of indices into `dataset` for one epoch; each sequence is in exactly one, and only the last batch cut may
    /// be smaller than `batchSize`.
    ///
    /// Sequences are shuffled by (seed, epoch). Where lengths differ, sequences of like lengths are put into one batch, so that
    /// little of it lies past the end of a sequence: the shuffled order is cut into stretches of `stretch` batches, each
    /// stretch is sorted by length (longest first, equal lengths in shuffled order), and the batches are then shuffled among themselves.
    ///
    /// - Parameters:
    ///   - epoch: from 0.
    ///   - dataset: the sequences.
    ///   - batchSize: sequences of a batch.
    ///   - seed: what the order depends on, beside the epoch.
    ///   - stretch: batches that are sorted together; more of them waste less time, fewer mix better.
    /// - Complexity: O(n log n) for n sequences, O(n) where all have one length.
    public static func epoch(
        _ epoch: Int, of dataset: SequenceDataset, batchSize: Int, seed: UInt64, stretch: Int = 32
    ) -> [[Int]] {
        let order = CounterRandom(seed: seed, purpose: .shuffling, step: UInt64(truncatingIfNeeded: epoch), layer: 1)
            .permutation(of: dataset.count)
        let size = max(1, min(batchSize, dataset.count))
        guard dataset.hasVaryingLengths else { return cut(order, into: size) }
        let batches = cut(order, into: size * max(1, stretch))
            .flatMap { cut(sortedByLength($0, dataset), into: size) }
        let places = CounterRandom(seed: seed, purpose: .shuffling, step: UInt64(truncatingIfNeeded: epoch), layer: 2)
            .permutation(of: batches.count)
        return places.map { batches[$0] }
    }

    /// Batches for an evaluation, where order does not matter to the result: sorted by length where lengths differ.
    ///
    /// - Complexity: O(n log n) for n sequences, O(n) where all have one length.
    public static func inOrder(_ dataset: SequenceDataset, batchSize: Int) -> [[Int]] {
        let order = Array(0..<dataset.count)
        return cut(dataset.hasVaryingLengths ? sortedByLength(order, dataset) : order, into: max(1, min(batchSize, dataset.count)))
    }

    private static func sortedByLength(_ indices: [Int], _ dataset: SequenceDataset) -> [Int] {
        indices.enumerated().sorted { a, b in
            let (lengthA, lengthB) = (dataset.length(a.element), dataset.length(b.element))
            return lengthA != lengthB ? lengthA > lengthB : a.offset < b.offset
        }.map(\.element)
    }

    private static func cut(_ indices: [Int], into size: Int) -> [[Int]] {
        stride(from: 0, to: indices.count, by: size).map { Array(indices[$0..<min($0 + size, indices.count)]) }
    }
}

extension SequenceDataset {
    /// Whether not all sequences have the same number of steps.
    ///
    /// - Complexity: O(sequences).
    public var hasVaryingLengths: Bool {
        guard count > 0 else { return false }
        let first = length(0)
        return (1..<count).contains { length($0) != first }
    }

    /// Steps of the longest sequence; 0 where there is none.
    ///
    /// - Complexity: O(sequences).
    public var longest: Int { (0..<count).reduce(0) { max($0, length($1)) } }
}
