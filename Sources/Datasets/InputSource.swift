/// A source of inputs that are not stored with their sequences but, for example, in another process.
package protocol InputSource: Sendable {
    /// The inputs of these steps, counted over all steps of the storage, one range after another.
    func inputs(of steps: [Range<Int>]) -> SequenceDataset.Inputs

    /// The inputs of all steps.
    ///
    /// - Parameter count: the number of steps.
    func allInputs(_ count: Int) -> SequenceDataset.Inputs

    /// Announces that these steps will be requested soon, in one call. Returns at once.
    func expect(_ steps: [Range<Int>])
}
