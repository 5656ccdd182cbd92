/// Plain text as one long sequence of characters, each predicted from those before it.
public enum PlainText {
    /// Reads a text file in UTF-8. The vocabulary holds its characters (Unicode scalars) in ascending order.
    ///
    /// - Throws: `DataError` if the file is missing, too short or not UTF-8.
    /// - Complexity: O(bytes of the file).
    public static func load(_ path: String) throws(DataError) -> SequenceDataset {
        try read(SourceFile(path: path))
    }

    /// Reads a training text and, if given, a test text with the characters of the training text.
    ///
    /// - Throws: the errors of `load(_:)`, and `DataError` for a character of the test text that does not occur in the training text.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String?) throws(DataError) -> DataPair {
        let dataset = try load(train)
        guard let test, case .symbols(_, let vocabulary) = dataset.storage.inputs else {
            return DataPair(name: dataset.name, train: dataset, test: nil)
        }
        let file = try SourceFile(path: test)
        return DataPair(name: dataset.name, train: dataset, test: try read(file, vocabulary: vocabulary))
    }

    static func read(_ file: SourceFile) throws(DataError) -> SequenceDataset {
        let scalars = try scalars(of: file)
        let vocabulary = Set(scalars).sorted { $0.value < $1.value }
        let numbers = Dictionary(uniqueKeysWithValues: zip(vocabulary, Int32(0)...))
        return dataset(file, scalars.map { numbers[$0] ?? 0 }, vocabulary: vocabulary.map { String(Character($0)) })
    }

    static func read(_ file: SourceFile, vocabulary: [String]) throws(DataError) -> SequenceDataset {
        let numbers = Dictionary(zip(vocabulary.map { Array($0.unicodeScalars)[0] }, Int32(0)...), uniquingKeysWith: { first, _ in first })
        var ids: [Int32] = []
        var (line, column) = (1, 1)
        let scalars = try scalars(of: file)
        for scalar in scalars {
            guard let id = numbers[scalar] else {
                throw DataError(
                    .plainText(.unknownCharacter(String(Character(scalar)), known: vocabulary.count)), file: file.name, line: line,
                    column: column
                )
            }
            if ids.count & 0xFFFF == 0 { try Cancellation.check(ids.count, of: scalars.count) }
            ids.append(id)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return dataset(file, ids, vocabulary: vocabulary)
    }

    private static func dataset(_ file: SourceFile, _ ids: [Int32], vocabulary: [String]) -> SequenceDataset {
        SequenceDataset(
            name: file.baseName, presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: vocabulary), targets: .nextSymbol,
            offsets: [0, ids.count])
    }

    private static func scalars(of file: SourceFile) throws(DataError) -> [Unicode.Scalar] {
        let scalars = Array(try text(of: file))
        guard scalars.count > 1 else {
            throw file.error(.plainText(.tooShort(scalars.count)))
        }
        return scalars
    }

    /// The characters of a file, without a byte order mark.
    ///
    /// - Throws: `DataError` if it is not UTF-8.
    static func text(of file: SourceFile) throws(DataError) -> Substring.UnicodeScalarView {
        // The check for UTF-16 and zero bytes that applies to all text.
        _ = try TextLines(file)
        guard let text = String(validating: file.data, as: UTF8.self) else {
            throw DataError(.plainText(.notUTF8), file: file.name, line: try firstInvalidLine(file))
        }
        return text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    }

    private static func firstInvalidLine(_ file: SourceFile) throws(DataError) -> Int? {
        for line in try TextLines(file) where String(validating: line.bytes, as: UTF8.self) == nil { return line.number }
        return nil
    }
}
