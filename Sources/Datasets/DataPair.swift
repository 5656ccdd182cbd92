/// The result of a data function of the notebook: sequences for training, validation and testing. A source may have only some of them.
public struct DataPair: Sendable {
    /// What the data is called where it is shown.
    public var name: String
    /// Sequences to train on; nil if the source has none.
    public var train: SequenceDataset?
    /// Sequences that early stopping and every other choice look at, so that the test part tells how well new data is done; nil where none are held back for that.
    public var validation: SequenceDataset?
    /// Sequences to test on; nil if the source has none.
    public var test: SequenceDataset?
    /// What was decided when a file was read.
    public var notes: [DataNote] = []

    /// The parts that there are.
    public init(
        name: String, train: SequenceDataset?, validation: SequenceDataset? = nil, test: SequenceDataset?, notes: [DataNote] = []
    ) {
        self.name = name
        self.train = train
        self.validation = validation
        self.test = test
        self.notes = notes
    }

    /// The data that training is checked on after each epoch: the validation part, or the test part if there is none.
    public var checked: SequenceDataset? { validation ?? test }

    /// Each part changed on its own.
    ///
    /// - Throws: what `change` throws.
    func map(_ change: (SequenceDataset) throws(DataError) -> SequenceDataset) throws(DataError) -> DataPair {
        var pair = self
        if let train { pair.train = try change(train) }
        if let validation { pair.validation = try change(validation) }
        if let test { pair.test = try change(test) }
        return pair
    }
}
