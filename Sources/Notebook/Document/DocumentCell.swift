/// A fenced cell of a document, with the fence of its output where it has one.
public struct DocumentCell: Sendable, Equatable {
    /// Lines separated by `\n`, none after the last.
    public var source: String
    /// What it printed when the file was written; nil where nothing is recorded.
    public var output: String?
    /// The cell as it stands in the file; nil for a new one.
    var written: Written?
    /// Whether it stands elsewhere than it did in the file: then blank lines go around it, as around a new one.
    var isSetOff = false

    /// Text of a file that was read as a cell, kept so that what is not changed is written back byte by byte.
    struct Written: Sendable, Equatable {
        var source: FencedBlock
        /// Blank lines between the two fences.
        var gap: String
        var output: FencedBlock?

        /// All its bytes.
        var text: String { source.raw + (output.map { gap + $0.raw } ?? "") }

        /// Reads what `text` gives; nil where it is nothing of the kind.
        init?(_ text: String) {
            guard case .cell(let cell)? = Document(text).elements.first, let written = cell.written else { return nil }
            self = written
        }

        init(source: FencedBlock, gap: String, output: FencedBlock?) {
            (self.source, self.gap, self.output) = (source, gap, output)
        }
    }

    /// A cell that is in no file yet.
    public init(source: String, output: String? = nil) {
        self.source = source
        self.output = output
    }

    init(_ written: Written) {
        source = written.source.content
        output = written.output?.content
        self.written = written
    }

    /// Whether nothing has changed since the file was read.
    var isAsWritten: Bool {
        guard let written else { return false }
        return written.source.content == source && written.output?.content == output
    }

    /// Whether nothing that follows in the file can be taken for a part of it.
    var isClosed: Bool { written.map { $0.output?.isClosed ?? $0.source.isClosed } ?? true }

    func text(lineEnd: String) -> String {
        var text = (written?.source ?? .new(info: "unroll")).text(of: source, lineEnd: lineEnd)
        guard let output else { return text }
        let gap = written?.output == nil ? lineEnd : written?.gap ?? lineEnd
        if let fence = Document.closingLine(of: text, lineEnd: lineEnd) { text += fence }
        if text.utf8.last != UInt8(ascii: "\n") { text += lineEnd }
        return text + gap + (written?.output ?? .new(info: "output")).text(of: output, lineEnd: lineEnd)
    }
}
