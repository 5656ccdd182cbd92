import Datasets

extension Model {
    /// The prediction for one example at each of its first 1024 steps. A network with `last` or `mean` predicts at each step as if the
    /// sequence ended there.
    ///
    /// Each call checks all of `data` and prepares the weights; for several examples keep a `StepwisePredictor`.
    ///
    /// - Throws: `NetworkError` if the network does not fit the data, or there is no such example.
    public func stepwisePrediction(_ data: SequenceDataset, example: Int) throws(NetworkError) -> StepwisePrediction {
        try StepwisePredictor(self, data).prediction(example: example)
    }
}
