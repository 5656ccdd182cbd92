/// Labels in their order as one text.
package enum LabelText {
    /// Names one after another: without anything between them where all names there are have one character, else with a blank.
    ///
    /// - Parameter vocabulary: all names there are.
    package static func joined(_ names: [String], of vocabulary: [String]) -> String {
        names.joined(separator: vocabulary.allSatisfy { $0.count <= 1 } ? "" : " ")
    }
}
