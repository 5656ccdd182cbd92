/// The CoNLL-U format of Universal Dependencies: a line a word with ten columns between tabs, an empty line after each
/// sentence. The words (column FORM) are read as symbols, their universal part of speech (column UPOS) as the class of each step.
public enum ConllU {
    /// The symbol for words that are not in the vocabulary.
    public static let unknown = "<unknown>"

    /// Reads sentences to train on and, if there is a file for it, sentences to test on with the vocabulary and tags of the former.
    ///
    /// - Parameter minimumCount: how often a lower-cased word must occur in `train` to be in the vocabulary. The unknown
    ///   comes first, then the words by falling count, equal ones by their letters.
    /// - Throws: `DataError` for lines that are not as the format says, a tag of the test file that the training file lacks, and files without sentences.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String? = nil, minimumCount: Int = 2) throws(DataError) -> DataPair {
        let trainFile = try Sentences(SourceFile(path: train))
        var counts: [String: Int] = [:]
        for word in trainFile.words { counts[word, default: 0] += 1 }
        let frequent = counts.filter { $0.value >= minimumCount && $0.key != unknown }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        let vocabulary = ClassIndex([unknown] + frequent.map(\.key))
        let tags = ClassIndex(found: trainFile.tags)
        var testDataset: SequenceDataset?
        if let test { testDataset = try Sentences(SourceFile(path: test)).dataset(vocabulary: vocabulary, tags: tags) }
        let trainDataset = try trainFile.dataset(vocabulary: vocabulary, tags: tags)
        return DataPair(name: trainDataset.name, train: trainDataset, test: testDataset)
    }

    private struct Sentences {
        let file: SourceFile
        /// Lower-cased.
        var words: [String] = []
        var tags: [String] = []
        /// The line of each word.
        var lines: [Int32] = []
        var offsets = [0]

        init(_ file: SourceFile) throws(DataError) {
            self.file = file
            for line in try TextLines(file) where !line.starts(with: "#") {
                if line.isBlank { endSentence() } else { try add(line) }
            }
            endSentence()
            guard offsets.count > 1 else { throw file.error(.conllU(.noSentences)) }
        }

        private mutating func endSentence() {
            if words.count > offsets[offsets.count - 1] { offsets.append(words.count) }
        }

        private mutating func add(_ line: TextLine) throws(DataError) {
            let columns = line.fields(separatedBy: "\t")
            guard columns.count == 10 else {
                throw line.error(.conllU(.columns(found: columns.count)))
            }
            let number = columns[0].text
            // Ranges such as 8-9 are contractions whose words follow; 8.1 is a word that is not in the text.
            guard number.allSatisfy(\.isNumber), !number.isEmpty else {
                guard number.contains("-") || number.contains(".") else {
                    throw columns[0].error(.conllU(.noWordNumber(found: number)))
                }
                return
            }
            guard !columns[1].isEmpty else { throw columns[1].error(.conllU(.noWord)) }
            let tag = try columns[3].checkedText
            guard !tag.isEmpty, tag != "_" else {
                throw columns[3].error(.conllU(.noTag))
            }
            words.append(try columns[1].checkedText.lowercased())
            tags.append(tag)
            lines.append(Int32(clamping: line.number))
        }

        func dataset(vocabulary: ClassIndex, tags tagIndex: ClassIndex) throws(DataError) -> SequenceDataset {
            var labels: [Int32] = []
            labels.reserveCapacity(tags.count)
            for (tag, line) in zip(tags, lines) {
                guard let label = tagIndex[tag] else {
                    throw DataError(.conllU(.unknownTag(tag, expected: tagIndex.names)), file: file.name, line: Int(line))
                }
                labels.append(label)
            }
            return SequenceDataset(
                name: file.baseName, presentation: .symbols,
                inputs: .symbols(ids: words.map { vocabulary[$0] ?? 0 }, vocabulary: vocabulary.names),
                targets: .stepClasses(labels: labels, names: tagIndex.names), offsets: offsets)
        }
    }
}
