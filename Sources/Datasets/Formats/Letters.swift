/// The file letter.data of the OCR data set of handwritten words collected by R. Kassel and published by B. Taskar
/// (Stanford): one letter per line, with the tab-separated fields id, letter, id of the next letter (-1 at the end of a
/// word), number of the word, position, fold and the 128 pixels, 0 or 1, of a picture 16 high and 8 wide.
public enum Letters {
    static let height = 16
    static let width = 8

    /// Reads words as sequences of letter pictures, with a letter as the target at each step.
    ///
    /// - Parameters:
    ///   - path: the path of the file.
    ///   - testFold: the fold whose words are the test part; nil to put all words into the training part.
    /// - Throws: `DataError` for malformed lines, and for a fold that does not occur or holds all words.
    /// - Complexity: O(bytes of the file).
    public static func load(_ path: String, testFold: Int? = nil) throws(DataError) -> DataPair {
        let (dataset, folds) = try read(SourceFile(path: path))
        guard let testFold else { return DataPair(name: dataset.name, train: dataset, test: nil) }
        let test = folds.indices.filter { folds[$0] == testFold }
        guard !test.isEmpty, test.count < folds.count else {
            throw DataError(.letters(.fold(testFold, folds: Set(folds).sorted())), file: path)
        }
        return DataPair(
            name: dataset.name, train: dataset.select(folds.indices.filter { folds[$0] != testFold }),
            test: dataset.select(test))
    }

    static func recognizes(_ line: TextLine) -> Bool {
        let fields = line.fields(separatedBy: "\t")
        return fields.count >= 134 && letter(fields[1]) != nil && fields[6..<134].allSatisfy { $0.text == "0" || $0.text == "1" }
    }

    static func read(_ file: SourceFile) throws(DataError) -> (dataset: SequenceDataset, folds: [Int]) {
        var values: [Float] = []
        var labels: [Int32] = []
        var offsets = [0]
        var folds: [Int] = []
        var word: Int?
        for line in try TextLines(file) where !line.isBlank {
            let fields = line.fields(separatedBy: "\t")
            guard fields.count == 134 || (fields.count == 135 && fields[134].isEmpty) else {
                throw line.error(.letters(.fields(found: fields.count)))
            }
            guard let letter = letter(fields[1]) else {
                throw fields[1].error(.letters(.notALetter(found: fields[1].text)))
            }
            let next = try integer(fields[2], .next)
            let number = try integer(fields[3], .word)
            let fold = try integer(fields[5], .fold)
            // The last letter of a word may lack its -1 if the file was filtered.
            if let word, word != number { offsets.append(labels.count) }
            if offsets.count > folds.count { folds.append(fold) }
            for field in fields[6..<134] {
                guard field.range.count == 1, let digit = field.line.bytes[field.range].first, digit == 0x30 || digit == 0x31 else {
                    throw field.error(.letters(.notAPixel(found: field.text)))
                }
                values.append(digit == 0x31 ? 1 : 0)
            }
            labels.append(letter)
            word = next == -1 ? nil : number
            if next == -1 { offsets.append(labels.count) }
        }
        guard !labels.isEmpty else { throw file.error(.letters(.noLetters)) }
        if offsets.last != labels.count { offsets.append(labels.count) }
        let dataset = SequenceDataset(
            name: file.baseName, presentation: .glyphs(width: width, height: height),
            inputs: .features(values: values, width: width * height),
            targets: .stepClasses(labels: labels, names: latinLetters), offsets: offsets)
        return (dataset, folds)
    }

    private static func letter(_ field: Field) -> Int32? {
        guard field.range.count == 1, let byte = field.line.bytes[field.range].first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        else { return nil }
        return Int32(byte - UInt8(ascii: "a"))
    }

    private static func integer(_ field: Field, _ column: DataError.LettersProblem.Column) throws(DataError) -> Int {
        guard let number = Int(field.text) else { throw field.error(.letters(.notAnInteger(column, found: field.text))) }
        return number
    }
}

/// "a" to "z".
let latinLetters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
