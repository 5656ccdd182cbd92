/// What each step of a document is, and which symbols are in the vocabulary.
public struct DocumentOptions: Sendable, Hashable {
    /// What each step is.
    public enum Symbols: String, Sendable, Hashable, Codable {
        /// Words in lower case: letters, digits and marks, with apostrophes and hyphens inside them. Every other character except white
        /// space is a step of its own.
        case words
        /// Unicode scalars as they are.
        case characters
    }

    /// What each step is.
    public var symbols = Symbols.words
    /// How often a symbol must occur in the training documents to be in the vocabulary.
    public var minimumCount = 2

    /// Words that occur at least twice.
    public init() {}
}

/// Plain texts in one folder for each class: a document is a sequence of words, or of characters, and has one class.
public enum Documents {
    /// The symbol for words and characters that are not in the vocabulary.
    public static let unknown = JSONLines.unknown

    /// Reads a folder of classes, with the parts that it contains, and, if given, another folder for testing with the vocabulary and
    /// classes of the first.
    ///
    /// The vocabulary is that of the training part: the unknown symbol, then symbols by descending count, equal counts in alphabetical
    /// order.
    ///
    /// - Parameters:
    ///   - folder: a folder with a subfolder for each class.
    ///   - test: such a folder for testing; nil if `folder` contains everything.
    ///   - options: what each step is, and which symbols are in the vocabulary.
    ///   - ignored: the names of folders that are not classes.
    /// - Throws: `DataError` if folders or files cannot be read, and for files that are not UTF-8 or contain only white space.
    /// - Complexity: O(bytes of the files); one file at a time is in memory.
    public static func load(
        _ folder: String, test: String? = nil, options: DocumentOptions = DocumentOptions(), ignored: Set<String> = []
    ) throws(DataError) -> DataPair {
        let folders = try ClassFolders(folder, test: test, ignored: ignored, kind: .documents)
        let (order, known) = try vocabulary(folders.train, options)
        var pair = try folders.pair { (files, targets, name) throws(DataError) in
            let (ids, offsets) = try symbols(of: files.map(\.path), options.symbols, known: known)
            var details = SequenceDataset.Details()
            (details.fileReading, details.sequenceNames) = (.documents(symbols: options.symbols), folders.names(files))
            return SequenceDataset(
                name: name, presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: order), targets: targets, offsets: offsets,
                details: details)
        }
        pair.notes.append(.vocabulary(options, known: order.count - 1))
        return pair
    }

    /// The symbols of each file as indices, 0 for unknown ones, and the offset of each file.
    static func symbols(
        of paths: [String], _ symbols: DocumentOptions.Symbols, known: [String: Int32]
    ) throws(DataError) -> (ids: [Int32], offsets: [Int]) {
        var ids: [Int32] = []
        var offsets = [0]
        for path in paths {
            try forEachSymbol(in: path, symbols) { ids.append(known[$0] ?? 0) }
            offsets.append(ids.count)
        }
        return (ids, offsets)
    }

    private static func vocabulary(
        _ files: ClassFolders.Files, _ options: DocumentOptions
    ) throws(DataError) -> (order: [String], numbers: [String: Int32]) {
        var counts: [String: Int] = [:]
        for (path, _) in files { try forEachSymbol(in: path, options.symbols) { counts[$0, default: 0] += 1 } }
        let frequent = counts.filter { $0.value >= options.minimumCount && $0.key != unknown }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        let order = [unknown] + frequent.map(\.key)
        return (order, Dictionary(uniqueKeysWithValues: zip(order, Int32(0)...)))
    }

    private static func forEachSymbol(in path: String, _ symbols: DocumentOptions.Symbols, _ body: (String) -> Void) throws(DataError) {
        let file = try SourceFile(path: path)
        guard !file.data.isEmpty else { throw file.error(.file(.empty)) }
        var count = 0
        let text = try PlainText.text(of: file)
        switch symbols {
        case .characters:
            for scalar in text {
                if count & 0xFFFF == 0 { try Cancellation.check() }
                count += 1
                body(String(Character(scalar)))
            }
        case .words:
            var words = Words(text)
            while let word = words.next() {
                if count & 0xFFFF == 0 { try Cancellation.check() }
                count += 1
                body(word)
            }
        }
        guard count > 0 else { throw file.error(.plainText(.noSymbols)) }
    }

    /// The words of a text, one after another.
    struct Words {
        private let text: Substring.UnicodeScalarView
        private var place: Substring.UnicodeScalarView.Index

        init(_ text: Substring.UnicodeScalarView) {
            self.text = text
            place = text.startIndex
        }

        mutating func next() -> String? {
            while place < text.endIndex, text[place].properties.isWhitespace { place = text.index(after: place) }
            guard place < text.endIndex else { return nil }
            let start = place
            place = text.index(after: place)
            guard Self.isPart(text[start]) else { return String(text[start..<place]) }
            while place < text.endIndex {
                let after = text.index(after: place)
                let joins = "'’-".unicodeScalars.contains(text[place]) && after < text.endIndex && Self.isPart(text[after])
                guard joins || Self.isPart(text[place]) else { break }
                place = after
            }
            return String(text[start..<place]).lowercased()
        }

        private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
                .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
                true
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
                .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .spaceSeparator, .lineSeparator,
                .paragraphSeparator, .control, .format, .surrogate, .privateUse, .unassigned:
                false
            @unknown default: false
            }
        }
    }
}
