import Datasets

extension Model {
    /// What the network says about one example at every step: its first 1024 at most. A network with `last` or `mean` says what it would if the
    /// sequence ended there.
    ///
    /// All of `data` is checked and the weights are made ready for each call: for several examples keep a `StepwisePredictor`.
    ///
    /// - Throws: `NetworkError` where the network does not fit the data, or there is no such example.
    public func stepwisePrediction(_ data: SequenceDataset, example: Int) throws(NetworkError) -> StepwisePrediction {
        try StepwisePredictor(self, data).prediction(example: example)
    }
}
