import Kernels

/// The batches of an epoch: an order of sequences, cut into batches.
public enum Batches {
    /// Batches of indices into `dataset` for one epoch; each sequence is in exactly one batch, and only the batch that is cut last may be
    /// smaller than `batchSize`.
    ///
    /// Sequences are shuffled by (seed, epoch). If lengths differ, sequences of similar length are put into the same batch to reduce
    /// padding: the shuffled order is cut into stretches of `stretch` batches, each stretch is sorted by length (longest first, equal
    /// lengths in shuffled order), and the batches are then shuffled.
    ///
    /// - Parameters:
    ///   - epoch: the number of the epoch, from 0.
    ///   - dataset: the sequences.
    ///   - batchSize: the number of sequences in a batch.
    ///   - seed: the seed of the order, together with the epoch.
    ///   - stretch: the number of batches that are sorted together; more reduce padding, fewer mix better.
    /// - Complexity: O(n log n) for n sequences, or O(n) if all have the same length.
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

    /// Batches for an evaluation, whose result does not depend on the order: sorted by length if lengths differ.
    ///
    /// - Complexity: O(n log n) for n sequences, or O(n) if all have the same length.
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
    /// Whether the sequences differ in length.
    ///
    /// - Complexity: O(sequences).
    public var hasVaryingLengths: Bool {
        guard count > 0 else { return false }
        let first = length(0)
        return (1..<count).contains { length($0) != first }
    }

    /// The number of steps of the longest sequence; 0 if there are none.
    ///
    /// - Complexity: O(sequences).
    public var longest: Int { (0..<count).reduce(0) { max($0, length($1)) } }
}
