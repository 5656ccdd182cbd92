import Kernels

extension SequenceDataset {
    /// The same sequences in a random order that depends only on `seed` and their number.
    ///
    /// - Complexity: O(sequences); steps are not copied.
    public func shuffled(seed: UInt64) -> SequenceDataset {
        select(CounterRandom(seed: seed, purpose: .shuffling).permutation(of: count))
    }
}

extension DataPair {
    /// Each part shuffled separately.
    ///
    /// - Complexity: O(sequences).
    public func shuffled(seed: UInt64) -> DataPair {
        DataPair(
            name: name, train: train?.shuffled(seed: seed), validation: validation?.shuffled(seed: seed), test: test?.shuffled(seed: seed))
    }

    /// The first `count` sequences of each part.
    ///
    /// - Complexity: O(`count`).
    public func take(_ count: Int) -> DataPair {
        DataPair(name: name, train: train?.take(count), validation: validation?.take(count), test: test?.take(count))
    }
}
