/// What a data function of the notebook gives: sequences to train on and sequences to test on. A source may have only one of them.
public struct DataPair: Sendable {
    /// What the data is called where it is shown.
    public var name: String
    /// Sequences to train on; nil where the source has none.
    public var train: SequenceDataset?
    /// Sequences to test on; nil where the source has none.
    public var test: SequenceDataset?
    /// What was decided when a file was read.
    public var notes: [DataNote] = []

    /// A pair of the parts that there are.
    public init(name: String, train: SequenceDataset?, test: SequenceDataset?, notes: [DataNote] = []) {
        self.name = name
        self.train = train
        self.test = test
        self.notes = notes
    }
}
