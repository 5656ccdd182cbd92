/// A sequence of labels as one text.
package enum LabelText {
    /// The names in a row: without separators if every name in the vocabulary is a single character, otherwise separated by spaces.
    ///
    /// - Parameters:
    ///   - names: the names in their order.
    ///   - vocabulary: all possible names.
    package static func joined(_ names: [String], of vocabulary: [String]) -> String {
        names.joined(separator: vocabulary.allSatisfy { $0.count <= 1 } ? "" : " ")
    }
}
