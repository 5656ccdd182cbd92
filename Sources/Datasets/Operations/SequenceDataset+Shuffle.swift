import Kernels

extension SequenceDataset {
    /// The same sequences in a random order that depends on `seed` and their number alone.
    ///
    /// - Complexity: O(sequences); steps are not copied.
    public func shuffled(seed: UInt64) -> SequenceDataset {
        select(CounterRandom(seed: seed, purpose: .shuffling).permutation(of: count))
    }
}

extension DataPair {
    /// All parts shuffled, each on its own.
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
