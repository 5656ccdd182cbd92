/// What a data function of the notebook gives: sequences to train on and sequences to test on. A source may have only one of them.
public struct DataPair: Sendable {
    public var name: String
    public var train: SequenceDataset?
    public var test: SequenceDataset?

    public init(name: String, train: SequenceDataset?, test: SequenceDataset?) {
        self.name = name
        self.train = train
        self.test = test
    }
}
