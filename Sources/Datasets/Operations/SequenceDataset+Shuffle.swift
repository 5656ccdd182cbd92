import Kernels

extension SequenceDataset {
    /// The same sequences in a random order that depends on `seed` and their number alone.
    public func shuffled(seed: UInt64) -> SequenceDataset {
        select(CounterRandom(seed: seed, purpose: .shuffling).permutation(of: count))
    }
}

extension DataPair {
    /// Both parts shuffled, each on its own.
    public func shuffled(seed: UInt64) -> DataPair {
        DataPair(name: name, train: train?.shuffled(seed: seed), test: test?.shuffled(seed: seed))
    }

    /// The first `count` sequences of each part.
    public func take(_ count: Int) -> DataPair {
        DataPair(name: name, train: train?.take(count), test: test?.take(count))
    }
}
