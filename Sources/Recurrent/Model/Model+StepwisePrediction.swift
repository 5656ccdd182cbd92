import Datasets

extension Model {
    /// Most steps that a stepwise prediction covers.
    static let longestStepwisePrediction = 1024

    /// What the network says about one example at every step: its first 1024 at most. A network with `last` or `mean` says what it would if the
    /// sequence ended there.
    ///
    /// - Throws: `NetworkError` where the network does not fit the data, or there is no such example.
    public func stepwisePrediction(_ data: SequenceDataset, example: Int) throws(NetworkError) -> StepwisePrediction {
        let task = try check(data)
        guard 0..<data.count ~= example else {
            throw NetworkError(.noExample(example, data: data.name, count: data.count))
        }
        let reader = try StepwisePredictor(self, data, task: task, steps: min(data.length(example), Self.longestStepwisePrediction))
        return reader.stepwisePrediction(data, example: example, trainingStep: 0)
    }
}
