import FoundationEssentials
import SessionStore

/// One step by which a session's document becomes another: what the journal keeps. Places count all parts of the document, prose and cells.
enum DocumentChange: Sendable, Equatable, Codable {
    /// A part, put before the one at this place, or at the end.
    case insert(at: Int, part: Part)
    /// A part that has gone.
    case remove(at: Int)
    /// A part that has gone from one place, and stands at another once it has; whether it is a cell that is set off by blank lines there.
    case move(from: Int, to: Int, isSetOff: Bool)
    /// The new text of prose, or source of a cell.
    case source(at: Int, text: String)
    /// What a cell has printed; nil for nothing.
    case output(at: Int, text: String?)
    /// Whether a cell is still to run, or to be run to its end.
    case pending(at: Int, isPending: Bool)
    /// The whole document, part by part: what follows counts these, which need not be those that its text is read as.
    case parts([Part], lineEnd: String)

    /// A part of a document.
    enum Part: Sendable, Equatable, Codable {
        case prose(text: String)
        /// A cell; with its bytes in the file that it was read from, where it was, and whether it has been moved since.
        case cell(source: String, output: String?, written: String? = nil, isSetOff: Bool? = nil)
    }

}

extension DocumentChange: JournalChange {
    var journalBytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers can always be encoded.
        return (try? encoder.encode(self)).map(Array.init) ?? []
    }

    /// Reads what `journalBytes` wrote; nil where it is nothing of the kind.
    init?(journalBytes: [UInt8]) {
        guard let change = try? JSONDecoder().decode(Self.self, from: Data(journalBytes)) else { return nil }
        self = change
    }
}

extension DocumentChange.Part {
    init(_ element: Document.Element) {
        switch element {
        case .prose(let text): self = .prose(text: text)
        case .cell(let cell):
            self = .cell(source: cell.source, output: cell.output, written: cell.written?.text, isSetOff: cell.isSetOff ? true : nil)
        }
    }

    var element: Document.Element {
        switch self {
        case .prose(let text): return .prose(text)
        case .cell(let source, let output, let written, let isSetOff):
            var cell = DocumentCell(source: source, output: output)
            cell.written = written.flatMap(DocumentCell.Written.init)
            cell.isSetOff = isSetOff ?? false
            return .cell(cell)
        }
    }
}

extension Document.Element {
    /// Whether it is a cell that blank lines go around, since it was moved.
    var isSetOff: Bool {
        get { if case .cell(let cell) = self { cell.isSetOff } else { false } }
        set {
            guard case .cell(var cell) = self else { return }
            cell.isSetOff = newValue
            self = .cell(cell)
        }
    }
}

/// A document with the cells that are still to run: what a journal's changes are made to.
struct PendingDocument: Sendable, Equatable {
    var parts: [Part]
    var lineEnd: String
    var hasByteOrderMark: Bool

    struct Part: Sendable, Equatable {
        var element: Document.Element
        var isPending = false
    }

    init(_ document: Document) {
        parts = document.elements.map { Part(element: $0) }
        (lineEnd, hasByteOrderMark) = (document.lineEnd, document.hasByteOrderMark)
    }

    var document: Document {
        var document = Document()
        (document.elements, document.lineEnd, document.hasByteOrderMark) = (parts.map(\.element), lineEnd, hasByteOrderMark)
        return document
    }

    /// The change that leads to this document from any, but for what is still to run.
    var whole: DocumentChange { .parts(parts.map { DocumentChange.Part($0.element) }, lineEnd: lineEnd) }

    /// Makes a change. One that fits nothing, as a damaged journal may have, is left out.
    mutating func apply(_ change: DocumentChange) {
        switch change {
        case .insert(let place, let part):
            guard 0...parts.count ~= place else { return }
            parts.insert(Part(element: part.element), at: place)
        case .remove(let place):
            guard parts.indices ~= place else { return }
            parts.remove(at: place)
        case .move(let from, let to, let isSetOff):
            guard parts.indices ~= from, parts.indices ~= to else { return }
            var part = parts.remove(at: from)
            part.element.isSetOff = isSetOff
            parts.insert(part, at: to)
        case .source(let place, let text):
            guard parts.indices ~= place else { return }
            switch parts[place].element {
            case .prose: parts[place].element = .prose(text)
            case .cell(var cell):
                cell.source = text
                parts[place].element = .cell(cell)
            }
        case .output(let place, let text):
            guard parts.indices ~= place, case .cell(var cell) = parts[place].element else { return }
            cell.output = text
            parts[place].element = .cell(cell)
        case .pending(let place, let isPending):
            guard parts.indices ~= place else { return }
            parts[place].isPending = isPending
        case .parts(let all, let lineEnd):
            parts = all.map { Part(element: $0.element) }
            self.lineEnd = lineEnd
        }
    }
}
