import FoundationEssentials
import SessionStore

/// One step by which a session's document becomes another: what the journal keeps. Places count all parts of the document, prose and cells.
enum DocumentChange: Sendable, Equatable, Codable {
    /// A part, put before the one at this place, or at the end.
    case insert(at: Int, part: Part)
    /// A part that has gone.
    case remove(at: Int)
    /// A part that has gone from one place, and stands at another once it has.
    case move(from: Int, to: Int)
    /// The new text of prose, or source of a cell.
    case source(at: Int, text: String)
    /// What a cell has printed; nil for nothing.
    case output(at: Int, text: String?)
    /// Whether a cell is still to run, or to be run to its end.
    case pending(at: Int, isPending: Bool)
    /// The whole document.
    case document(parts: [Part])
    /// How a document that was read from its file is divided into parts: in the file no two pieces of prose stand side by side, and what sets off
    /// cells is prose.
    case layout(pieces: [Piece])

    /// A part of a document that is in no file yet.
    enum Part: Sendable, Equatable, Codable {
        case prose(text: String)
        case cell(source: String, output: String?)
    }

    /// A part, of which a cell is known by its place among all cells.
    enum Piece: Sendable, Equatable, Codable {
        case prose(text: String)
        case cell
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
        case .cell(let cell): self = .cell(source: cell.source, output: cell.output)
        }
    }

    var element: Document.Element {
        switch self {
        case .prose(let text): .prose(text)
        case .cell(let source, let output): .cell(DocumentCell(source: source, output: output))
        }
    }
}

extension Document {
    /// How the document is divided into parts, for whoever reads it from its file.
    var layout: DocumentChange {
        .layout(pieces: elements.map { if case .prose(let text) = $0 { .prose(text: text) } else { .cell } })
    }
}

/// A document with the cells that are still to run: what a journal's changes are made to.
struct PendingDocument: Sendable, Equatable {
    var parts: [Part]
    var lineEnd: String

    struct Part: Sendable, Equatable {
        var element: Document.Element
        var isPending = false
    }

    init(_ document: Document) {
        parts = document.elements.map { Part(element: $0) }
        lineEnd = document.lineEnd
    }

    var document: Document {
        var document = Document()
        (document.elements, document.lineEnd) = (parts.map(\.element), lineEnd)
        return document
    }

    /// Makes a change. One that fits nothing, as a damaged journal may have, is left out.
    mutating func apply(_ change: DocumentChange) {
        switch change {
        case .insert(let place, let part):
            guard 0...parts.count ~= place else { return }
            parts.insert(Part(element: part.element), at: place)
        case .remove(let place):
            guard parts.indices ~= place else { return }
            parts.remove(at: place)
        case .move(let from, let to):
            guard parts.indices ~= from, parts.indices ~= to else { return }
            parts.insert(parts.remove(at: from), at: to)
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
        case .document(let parts): self.parts = parts.map { Part(element: $0.element) }
        case .layout(let pieces): lay(pieces)
        }
    }

    /// Divides what was read from a file into parts as they were when it was written.
    private mutating func lay(_ pieces: [DocumentChange.Piece]) {
        var cells: [Part] = []
        for part in parts {
            guard case .cell(var cell) = part.element else { continue }
            // What set it off in the file is no part.
            cell.isToBeSetOff = !cells.isEmpty
            cells.append(Part(element: .cell(cell), isPending: part.isPending))
        }
        guard cells.count == pieces.count(where: { $0 == .cell }) else { return }
        var rest = cells[...]
        parts = pieces.compactMap { piece in
            switch piece {
            case .prose(let text): Part(element: .prose(text))
            case .cell: rest.popFirst()
            }
        }
    }
}
