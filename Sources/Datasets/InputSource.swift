/// Where the inputs of sequences lie that are not kept with them, such as in another process.
package protocol InputSource: Sendable {
    /// What these steps hold, counted over all steps of the storage, one range after another.
    func inputs(of steps: [Range<Int>]) -> SequenceDataset.Inputs

    /// What all steps hold.
    ///
    /// - Parameter count: of the steps.
    func allInputs(_ count: Int) -> SequenceDataset.Inputs

    /// These will be asked for soon, in one go. Returns at once.
    func expect(_ steps: [Range<Int>])
}
