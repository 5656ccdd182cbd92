/// JSON Lines: one object per line, each of which is a sequence.
///
///     {"x": [[0.1, 2], [0.3, 1]], "y": "walk"}
///     {"x": [0.1, 0.3, 0.2], "y": [0, 1, 1]}
///     {"x": ["the", "cat"], "y": ["DET", "NOUN"]}
///
/// `x` (also `values`, `features`, `tokens`, `words`, `text`) is a list of steps: lists of numbers, numbers, or strings; a string is a list
/// of its characters. `y` (also `label`, `labels`, `target`, `tags`, `class`) is a class (string or integer) or a number with a fraction
/// for the sequence, or a list of them for the steps; lists of numbers in it are several values for each step, or a
/// class if each is one-hot. If values are requested, a list of numbers whose length differs from that of its sequence
/// holds several values of the sequence. Without `y` the target is the next step.
public enum JSONLines {
    /// The symbol for tokens of a test file that do not occur in the training file.
    public static let unknown = "<unknown>"

    /// Reads a training file and, if given, a test file with the same vocabulary and classes. A file that is one list of objects is also
    /// accepted.
    ///
    /// - Throws: `DataError` for lines that are not objects of this kind, and for sequences that differ in kind or width.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String? = nil, options: JSONOptions = JSONOptions()) throws(DataError) -> DataPair {
        let trainLines = try JSONSequences(SourceFile(path: train), options: options)
        let testLines: JSONSequences?
        if let test { testLines = try JSONSequences(SourceFile(path: test), options: options) } else { testLines = nil }
        let schema = try trainLines.schema(hasTest: test != nil)
        let dataset = try trainLines.dataset(schema)
        return DataPair(
            name: dataset.name, train: dataset, test: try testLines?.dataset(schema, known: dataset),
            notes: dataset.baseNotes + trainLines.notes)
    }

    static func read(_ file: SourceFile, options: JSONOptions = JSONOptions()) throws(DataError) -> SequenceDataset {
        try readPair(file, options: options).train
    }

    static func readPair(_ file: SourceFile, options: JSONOptions) throws(DataError) -> (train: SequenceDataset, notes: [DataNote]) {
        let lines = try JSONSequences(file, options: options)
        let dataset = try lines.dataset(lines.schema(hasTest: false))
        return (dataset, dataset.baseNotes + lines.notes)
    }
}
