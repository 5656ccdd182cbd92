import CellLanguage

/// The cells of a session and what is known about each: a value, changed under the manager's lock.
struct Session: Sendable {
    /// Prose and cells in the order of the document.
    var entries: [Entry] = []
    var lineEnd = "\n"
    var revision = 0
    var isModified = false
    private var nextNumber = 1

    struct Entry: Sendable {
        let id: CellID
        /// As it is in the document; a cell's output is kept in `output` once it has run.
        var element: Document.Element
        var code: CellCode?
        var status = CellStatus.idle
        /// Whether it has run since the session was opened; else its output is the recorded one.
        var hasRun = false
        var output = CellOutput()
        var progress: Double?
        /// What the cell defined when it last ran.
        var values: [String: Value] = [:]
        /// Whether something that the running cell names has changed since it began: it will be stale when it ends.
        var isOutdated = false
        /// Counts runs and edits, so that what an earlier run still reports is not taken for the present one's.
        var version = 0
    }

    init(_ document: Document) {
        lineEnd = document.lineEnd
        for element in document.elements { entries.append(makeEntry(element)) }
    }

    private mutating func makeEntry(_ element: Document.Element) -> Entry {
        defer { nextNumber += 1 }
        var entry = Entry(id: CellID(nextNumber), element: element)
        if case .cell(let cell) = element {
            entry.code = CellCode(cell.source)
            if let output = cell.output, !output.isEmpty { entry.output = CellOutput([.text(output)]) }
        }
        return entry
    }

    func index(of id: CellID) -> Int? {
        entries.firstIndex { $0.id == id }
    }

    /// The document with everything as it is now.
    var document: Document {
        var document = Document()
        document.lineEnd = lineEnd
        document.elements = entries.map(\.element)
        return document
    }
}

// MARK: Changes to the document

extension Session {
    /// Adds prose or a cell, before the cell `next` or at the end.
    mutating func insert(_ kind: CellView.Kind, _ source: String, before next: CellID?) -> CellID {
        let element: Document.Element =
            kind == .code ? .cell(DocumentCell(source: source)) : .prose(newProse(source, isLast: next == nil))
        let entry = makeEntry(element)
        let place = next.flatMap(index) ?? entries.count
        entries.insert(entry, at: place)
        markDependents(of: place, definitions: entry.code?.definitions ?? [])
        noteChange()
        return entry.id
    }

    /// Replaces the source of prose or of a cell; what depends on it becomes stale.
    mutating func edit(_ place: Int, _ source: String) {
        switch entries[place].element {
        case .prose(let old):
            entries[place].element = .prose(prose(source, replacing: old))
        case .cell(var cell):
            let before = entries[place].code?.definitions ?? []
            cell.source = source
            entries[place].element = .cell(cell)
            entries[place].code = CellCode(source)
            entries[place].values = [:]
            entries[place].version += 1
            entries[place].status = .stale
            entries[place].progress = nil
            markDependents(of: place, definitions: before.union(entries[place].code?.definitions ?? []))
        }
        noteChange()
    }

    /// Removes prose or a cell; what depends on it becomes stale.
    mutating func delete(_ place: Int) {
        let entry = entries.remove(at: place)
        markDependents(of: place - 1, definitions: entry.code?.definitions ?? [])
        noteChange()
    }

    /// Replaces a cell's source by one that means the same, so that nothing has to run again.
    mutating func rewrite(_ place: Int, _ source: String) {
        guard case .cell(var cell) = entries[place].element, cell.source != source else { return }
        cell.source = source
        entries[place].element = .cell(cell)
        entries[place].code = CellCode(source)
        noteChange()
    }

    /// Puts what a cell printed into the document.
    mutating func record(output: String, at place: Int) {
        guard case .cell(var cell) = entries[place].element else { return }
        let recorded = output.isEmpty ? nil : output
        guard cell.output != recorded else { return }
        cell.output = recorded
        entries[place].element = .cell(cell)
        isModified = true
    }

    mutating func noteChange() {
        revision += 1
        isModified = true
    }

    /// Changed prose as it is to stand in the file: with the blank lines that were around the old text.
    private func prose(_ text: String, replacing old: String) -> String {
        let isBreak: (Character) -> Bool = { $0.isNewline }
        let lead = old.prefix(while: isBreak)
        let trail = old.dropFirst(lead.count).reversed().prefix(while: isBreak)
        return lead + inFile(text) + String(trail.reversed())
    }

    private func newProse(_ text: String, isLast: Bool) -> String {
        (entries.isEmpty ? "" : lineEnd) + inFile(text) + lineEnd + (isLast ? "" : lineEnd)
    }

    private func inFile(_ text: String) -> String {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).joined(separator: lineEnd)
    }
}
