/// The result of a data function of the notebook: sequences for training, validation and testing. A source may have only some of these
/// parts.
public struct DataPair: Sendable {
    /// The name of the data where it is displayed.
    public var name: String
    /// The training sequences; nil if the source has none.
    public var train: SequenceDataset?
    /// The sequences for early stopping and all other choices, so that the test part measures performance on unseen data; nil if none are
    /// held out for that.
    public var validation: SequenceDataset?
    /// The test sequences; nil if the source has none.
    public var test: SequenceDataset?
    /// Decisions made when the file was read.
    public var notes: [DataNote] = []

    /// A pair of these parts.
    public init(
        name: String, train: SequenceDataset?, validation: SequenceDataset? = nil, test: SequenceDataset?, notes: [DataNote] = []
    ) {
        self.name = name
        self.train = train
        self.validation = validation
        self.test = test
        self.notes = notes
    }

    /// The data on which training is evaluated after each epoch: the validation part, or the test part if there is none.
    public var checked: SequenceDataset? { validation ?? test }

    /// Applies `change` to each part.
    ///
    /// - Throws: the errors of `change`.
    func map(_ change: (SequenceDataset) throws(DataError) -> SequenceDataset) throws(DataError) -> DataPair {
        var pair = self
        if let train { pair.train = try change(train) }
        if let validation { pair.validation = try change(validation) }
        if let test { pair.test = try change(test) }
        return pair
    }
}
