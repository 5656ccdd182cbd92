extension SequenceDataset {
    /// Sequences of features whose target at each step is the features of the next; the last step is a target only.
    ///
    /// - Parameter offsets: of the sequences in `values`, as in `Storage`; those of one step are left out.
    /// - Throws: `DataError` where no sequence has two steps.
    static func forecasting(
        name: String, presentation: Presentation = .channels, values: [Float], width: Int, offsets: [Int], file: String = "",
        featureNames: [String] = []
    ) throws(DataError) -> SequenceDataset {
        var inputs: [Float] = []
        var targets: [Float] = []
        var shorter = [0]
        for (start, end) in zip(offsets, offsets.dropFirst()) where end - start > 1 {
            inputs += values[(start * width)..<((end - 1) * width)]
            targets += values[((start + 1) * width)..<(end * width)]
            shorter.append(shorter[shorter.count - 1] + end - start - 1)
        }
        guard shorter.count > 1 else {
            throw DataError(.nothingToPredict, file: file)
        }
        var details = Details()
        (details.featureNames, details.predictsInputs) = (featureNames, true)
        return SequenceDataset(
            name: name, presentation: presentation, inputs: .features(values: inputs, width: width),
            targets: .stepValues(values: targets, width: width), offsets: shorter, details: details)
    }
}
