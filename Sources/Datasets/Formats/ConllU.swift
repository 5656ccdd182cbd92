/// Files with one word per line and an empty line after each sentence: CoNLL-U of Universal Dependencies, with ten
/// columns separated by tabs, and others such as CoNLL-2003, with columns separated by spaces or tabs. Words are read
/// as symbols, and their tags as the class of each step.
public enum ConllU {
    /// The symbol for words that are not in the vocabulary.
    public static let unknown = "<unknown>"
    /// The placeholder of an empty field in CoNLL-U.
    static let nothing = "_"

    /// Reads training sentences and, if given, test sentences with the vocabulary and tags of the training file.
    ///
    /// A word without a tag in a file with tags gets the tag `_`.
    ///
    /// - Parameters:
    ///   - train: the file of training sentences.
    ///   - test: the file of test sentences; nil for none.
    ///   - minimumCount: how often a lower-cased word must occur in `train` to be in the vocabulary. The unknown symbol comes first, then
    ///     the words by descending count, equal counts in alphabetical order.
    /// - Throws: `DataError` for malformed lines, for a tag of the test file that the training file lacks, and for files without sentences.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String? = nil, minimumCount: Int = 2) throws(DataError) -> DataPair {
        var options = WordColumns.Options()
        options.minimumCount = minimumCount
        return try load(train: train, test: test, options: options)
    }

    /// Like `load(train:test:minimumCount:)`, with other columns.
    public static func load(train: String, test: String? = nil, options: WordColumns.Options) throws(DataError) -> DataPair {
        try read(SourceFile(path: train), test: test, options: options).data
    }

    static func read(
        _ file: SourceFile, test: String? = nil, options: WordColumns.Options
    ) throws(DataError) -> (data: DataPair, columns: WordColumns) {
        let trainFile = try Sentences(file, options: options)
        var counts: [String: Int] = [:]
        for word in trainFile.words { counts[word, default: 0] += 1 }
        let frequent = counts.filter { $0.value >= options.minimumCount && $0.key != unknown }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        let vocabulary = ClassIndex([unknown] + frequent.map(\.key))
        let tags = ClassIndex(found: trainFile.tags)
        var testDataset: SequenceDataset?
        if let test { testDataset = try Sentences(SourceFile(path: test), options: options).dataset(vocabulary: vocabulary, tags: tags) }
        let trainDataset = try trainFile.dataset(vocabulary: vocabulary, tags: tags)
        let notes = trainFile.untagged > 0 ? [DataNote.untagged(words: trainFile.untagged, mark: nothing)] : []
        return (DataPair(name: trainDataset.name, train: trainDataset, test: testDataset, notes: notes), trainFile.columns)
    }

    private struct Sentences {
        let file: SourceFile
        let columns: WordColumns
        /// Lower-cased.
        var words: [String] = []
        var tags: [String] = []
        /// The line of each word.
        var lines: [Int32] = []
        var offsets = [0]
        /// The number of words without a tag, and the first of them.
        var untagged = 0
        private var firstUntagged: Field?
        /// Columns that are not empty, as far as they were examined.
        private var filled: Set<Int> = []
        /// The number of the last word, if words are numbered.
        private var lastNumber = 0
        /// Whether a comment follows words: most likely an empty line is missing there.
        private var hasComment = false

        init(_ file: SourceFile, options: WordColumns.Options) throws(DataError) {
            self.file = file
            columns = try WordColumns(file, options: options)
            for line in try TextLines(file) {
                if line.isBlank || WordColumns.isDocumentStart(line) {
                    endSentence()
                } else if isComment(line) {
                    hasComment = true
                } else {
                    try add(line)
                }
            }
            endSentence()
            guard offsets.count > 1 else { throw file.error(.conllU(.noSentences)) }
            guard untagged < words.count else {
                let others = filled.subtracting([0, columns.word, columns.tag]).sorted().map(columns.name)
                guard !others.isEmpty || columns.tag != 3, let firstUntagged else {
                    throw firstUntagged?.error(.conllU(.noTag)) ?? file.error(.conllU(.noTag))
                }
                throw firstUntagged.error(.conllU(.emptyColumn(columns.tagName, filled: others)))
            }
        }

        private mutating func endSentence() {
            if words.count > offsets[offsets.count - 1] { offsets.append(words.count) }
            (lastNumber, hasComment) = (0, false)
        }

        /// Words may begin with # as well: if words are not numbered, such a line is a comment before a sentence if it has other columns or
        /// a `key = value`.
        private func isComment(_ line: TextLine) -> Bool {
            guard line.starts(with: "#") else { return false }
            if columns.isConllU { return true }
            guard words.count == offsets[offsets.count - 1], line.bytes.count > 1 else { return false }
            return columns.fields(of: line).count != columns.count || line.bytes.contains(UInt8(ascii: "="))
        }

        private mutating func add(_ line: TextLine) throws(DataError) {
            let fields = columns.fields(of: line)
            guard fields.count == columns.count else {
                throw line.error(
                    columns.isConllU
                        ? .conllU(.columns(found: fields.count)) : .conllU(.unevenColumns(found: fields.count, expected: columns.count)))
            }
            if columns.isConllU {
                guard try isWord(fields[0]) else { return }
            }
            guard !fields[columns.word].isEmpty else { throw fields[columns.word].error(.conllU(.noWord)) }
            if let tag = try columns.tag(in: fields) {
                tags.append(tag)
            } else {
                if firstUntagged == nil { firstUntagged = fields[columns.tag] }
                untagged += 1
                tags.append(nothing)
            }
            if untagged == words.count + 1, filled.count < fields.count {
                for (index, field) in fields.enumerated() where !field.isEmpty && field.text != nothing { filled.insert(index) }
            }
            words.append(try fields[columns.word].checkedText.lowercased())
            lines.append(Int32(clamping: line.number))
        }

        /// Records the number of a word; 1 begins a new sentence, with or without an empty line before it. Ranges such as 8-9 are
        /// contractions whose words follow; 8.1 is a word that is not in the text.
        private mutating func isWord(_ field: Field) throws(DataError) -> Bool {
            let text = field.text
            guard text.allSatisfy(\.isNumber), !text.isEmpty else {
                guard text.contains("-") || text.contains(".") else {
                    throw field.error(.conllU(.noWordNumber(found: text)))
                }
                return false
            }
            let number = Int(text) ?? 0
            if number == 1 || hasComment && number - 1 != lastNumber { endSentence() }
            (lastNumber, hasComment) = (number, false)
            return true
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
