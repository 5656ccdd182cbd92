/// Plain text as one long sequence of characters, each to be predicted from those before it.
public enum PlainText {
    /// Reads a text file in UTF-8. The vocabulary holds its characters (Unicode scalars) in the order of their numbers.
    ///
    /// - Throws: `DataError` where the file is missing, empty or no UTF-8.
    /// - Complexity: O(bytes of the files).
    public static func load(_ path: String) throws(DataError) -> SequenceDataset {
        try read(SourceFile(path: path))
    }

    static func read(_ file: SourceFile) throws(DataError) -> SequenceDataset {
        // The check for UTF-16 and zero bytes that all text gets.
        _ = try TextLines(file)
        guard let text = String(validating: file.data, as: UTF8.self) else {
            throw DataError(.plainText(.notUTF8), file: file.name, line: try firstInvalidLine(file))
        }
        let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        guard scalars.count > 1 else {
            throw file.error(.plainText(.tooShort(scalars.count)))
        }
        let vocabulary = Set(scalars).sorted { $0.value < $1.value }
        let numbers = Dictionary(uniqueKeysWithValues: zip(vocabulary, Int32(0)...))
        return SequenceDataset(
            name: file.baseName, presentation: .symbols,
            inputs: .symbols(ids: scalars.map { numbers[$0] ?? 0 }, vocabulary: vocabulary.map { String(Character($0)) }),
            targets: .nextSymbol, offsets: [0, scalars.count])
    }

    private static func firstInvalidLine(_ file: SourceFile) throws(DataError) -> Int? {
        for line in try TextLines(file) where String(validating: line.bytes, as: UTF8.self) == nil { return line.number }
        return nil
    }
}
