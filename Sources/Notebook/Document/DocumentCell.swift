/// A fenced cell of a document, with the fence of its output where it has one.
public struct DocumentCell: Sendable, Equatable {
    /// Lines separated by `\n`, none after the last.
    public var source: String
    /// What it printed when the file was written; nil where nothing is recorded.
    public var output: String?
    /// The cell as it stands in the file; nil for a new one.
    var written: Written?
    /// Whether what set it off from the part before has gone, so that it has to be set off anew.
    var isToBeSetOff = false

    /// Text of a file that was read as a cell, kept so that what is not changed is written back byte by byte.
    struct Written: Sendable, Equatable {
        var source: FencedBlock
        /// Blank lines between the two fences.
        var gap: String
        var output: FencedBlock?
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

    func text(lineEnd: String) -> String {
        var text = (written?.source ?? .new(info: "unroll")).text(of: source, lineEnd: lineEnd)
        guard let output else { return text }
        let gap = written?.output == nil ? lineEnd : written?.gap ?? lineEnd
        if let fence = Document.closingFence(of: text, lineEnd: lineEnd) { text += fence }
        if text.utf8.last != UInt8(ascii: "\n") { text += lineEnd }
        return text + gap + (written?.output ?? .new(info: "output")).text(of: output, lineEnd: lineEnd)
    }
}
