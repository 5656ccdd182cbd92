/// The columns of the words and of their tags in a file with one word per line.
public struct WordColumns: Sendable, Equatable {
    /// How to read such a file; options that are nil are detected from its first lines.
    public struct Options: Sendable, Hashable {
        /// The column of the words.
        public var word: TableOptions.Column?
        /// The column of the tags; a key within it follows a colon, as in `MISC:Entity`.
        public var tag: TableOptions.Column?
        /// How often a lower-cased word must occur to be in the vocabulary.
        public var minimumCount = 2

        /// The words and universal parts of speech of CoNLL-U; the first and last columns of other files.
        public init() {}
    }

    /// The columns of CoNLL-U.
    static let names = ["ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"]

    /// Whether lines have the ten columns of CoNLL-U, the first of which numbers the words.
    public let isConllU: Bool
    /// The number of columns in a line.
    public let count: Int
    /// The column of the words, from 0.
    public let word: Int
    /// The column of the tags, from 0.
    public let tag: Int
    /// The key, if the tag is the value of one of the `key=value` pairs of its column.
    public let key: String?
    let hasTabs: Bool

    /// - Throws: `DataError` if the first word's line has no columns, or requested columns are missing.
    init(_ file: SourceFile, options: Options) throws(DataError) {
        guard
            let line = try TextLines(file).first(where: { line in
                !line.isBlank && !line.starts(with: "#") && !WordColumns.isDocumentStart(line)
            })
        else { throw file.error(.conllU(.noSentences)) }
        hasTabs = line.bytes.contains(UInt8(ascii: "\t"))
        let fields = hasTabs ? line.fields(separatedBy: "\t") : line.words
        count = fields.count
        let isNumbered = hasTabs && fields[0].text.first == "1"
        let isChosen = options.word != nil && options.tag != nil
        isConllU = hasTabs && count == 10
        guard isConllU || isChosen || count > 1 && !isNumbered else { throw line.error(.conllU(.columns(found: count))) }
        let (isConllU, count) = (isConllU, count)
        func index(_ column: TableOptions.Column, _ file: SourceFile) throws(DataError) -> Int {
            switch column {
            case .number(let number) where (1...count).contains(number): return number - 1
            case .name(let name) where isConllU:
                let base = name.prefix { $0 != ":" }.uppercased()
                if let index = WordColumns.names.firstIndex(of: base) { return index }
                throw file.error(.conllU(.noColumn(name, columns: count)))
            case .name(let name): throw file.error(.conllU(.noColumn(name, columns: count)))
            case .number(let number): throw file.error(.conllU(.noColumn(String(number), columns: count)))
            }
        }
        word = try options.word.map { column throws(DataError) in try index(column, file) } ?? (isConllU ? 1 : 0)
        tag = try options.tag.map { column throws(DataError) in try index(column, file) } ?? (isConllU ? 3 : count - 1)
        if case .name(let name)? = options.tag, let colon = name.firstIndex(of: ":") {
            key = String(name[name.index(after: colon)...])
        } else {
            key = nil
        }
    }

    /// The name of a column in CoNLL-U, or its number.
    func name(of column: Int) -> String { isConllU ? WordColumns.names[column] : String(column + 1) }

    /// The name of the tag column, with its key.
    public var tagName: String { name(of: tag) + (key.map { ":" + $0 } ?? "") }

    /// CoNLL-2003 begins each document with such a line.
    static func isDocumentStart(_ line: TextLine) -> Bool { line.bytes.starts(with: "-DOCSTART-".utf8) }

    func fields(of line: TextLine) -> [Field] { hasTabs ? line.fields(separatedBy: "\t") : line.words }

    /// The tag of a word; nil if it has none.
    func tag(in fields: [Field]) throws(DataError) -> String? {
        let text = try fields[tag].checkedText
        guard let key else { return text.isEmpty || text == "_" ? nil : text }
        for pair in text.split(separator: "|") where pair.hasPrefix(key + "=") { return String(pair.dropFirst(key.count + 1)) }
        return nil
    }

    /// Whether a file certainly has one word per line: its last column marks the words of names, as in CoNLL-2003, or
    /// it begins with a document.
    static func recognizes(_ file: SourceFile) throws(DataError) -> Bool {
        var width: Int?
        var (words, inside, isDocument) = (0, 0, false)
        for line in try TextLines(file).prefix(200) where !line.isBlank && !line.starts(with: "#") {
            if isDocumentStart(line) {
                isDocument = true
                continue
            }
            let fields = line.bytes.contains(UInt8(ascii: "\t")) ? line.fields(separatedBy: "\t") : line.words
            guard fields.count > 1, fields.count == width ?? fields.count, let last = fields.last?.text else { return false }
            width = fields.count
            let isInside = last.dropFirst().first == "-" && last.count > 2 && last.first.map { "BIESLU".contains($0) } == true
            guard isInside || last == "O" || isDocument else { return false }
            words += 1
            if isInside { inside += 1 }
        }
        return isDocument && words > 0 || words > 1 && inside > 0
    }
}
