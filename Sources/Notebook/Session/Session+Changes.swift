import CellLanguage

/// Changes to the document: each says what the journal has to know of it, and how it is taken back.
extension Session {
    /// Adds a cell, before the cell `next` or at the end.
    mutating func insert(_ code: CellCode, before next: CellID?) -> CellID {
        insert(.cell(DocumentCell(source: code.source)), code, before: next.flatMap(index) ?? entries.count)
    }

    /// Adds a cell with what it printed elsewhere.
    mutating func insert(_ code: CellCode, _ output: CellOutput, before next: CellID?) -> CellID {
        let plain = output.plain
        let cell = DocumentCell(source: code.source, output: plain.isEmpty ? nil : plain)
        let place = next.flatMap(index) ?? entries.count
        let id = insert(.cell(cell), code, before: place)
        update(place) { $0.output = output }
        return id
    }

    /// Adds prose, before the cell `next` or at the end.
    mutating func insert(prose: String, before next: CellID?) -> CellID {
        let text = (entries.isEmpty ? "" : lineEnd) + inFile(prose) + lineEnd + (next == nil ? "" : lineEnd)
        return insert(.prose(text), nil, before: next.flatMap(index) ?? entries.count)
    }

    /// Adds a part of a document as it is.
    @discardableResult
    mutating func insert(_ element: Document.Element, _ code: CellCode?, before place: Int) -> CellID {
        let entry = makeEntry(element, code)
        add(entry, at: max(0, min(place, entries.count)))
        return entry.id
    }

    /// Becomes another document: what is the same there stays.
    mutating func takeOver(_ contents: PendingDocument) {
        for change in contents.parts.map(\.element).difference(from: entries.map(\.element)) {
            switch change {
            case .remove(let place, _, _): delete(place)
            case .insert(let place, let element, _):
                let code: CellCode? = if case .cell(let cell) = element { CellCode(cell.source) } else { nil }
                insert(element, code, before: place)
            }
        }
    }

    /// Adds an entry.
    mutating func add(_ entry: Entry, at place: Int) {
        insert(entry, at: place)
        log(.insert(at: place, part: DocumentChange.Part(entry.element)), at: place)
        note(.remove(entry.id))
        markDependents(of: entry.code?.dependencies.definitions ?? [], definedAt: entries[place].position)
        noteEdit()
    }

    /// Replaces the source of prose or of a cell; what depends on it becomes stale.
    ///
    /// - Parameter code: the new source, read as a cell.
    mutating func edit(_ place: Int, _ code: CellCode) {
        note(.restore(entries[place]))
        switch entries[place].element {
        case .prose(let old):
            let text = prose(code.source, replacing: old)
            update(place) { ($0.element, $0.prose) = (.prose(text), Self.shownProse(text)) }
            log(.source(at: place, text: text), at: place)
            // It may have become blank, or not be so any more.
            noteAllChanged()
        case .cell(var cell):
            let before = entries[place].code?.dependencies.definitions ?? []
            cell.source = code.source
            update(place) { entry in
                entry.element = .cell(cell)
                entry.version += 1
            }
            replaceCode(code, at: place)
            log(.source(at: place, text: code.source), at: place)
            set(.stale, at: place)
            set(values: [:], at: place)
            markDependents(of: before.union(code.dependencies.definitions), definedAt: entries[place].position)
        }
        noteEdit()
    }

    /// Removes prose or a cell; what depends on it becomes stale.
    mutating func delete(_ place: Int) {
        let entry = takeEntry(at: place)
        log(.remove(at: place), at: entries.endIndex)
        note(.insert(entry, at: place))
        markDependents(of: entry.code?.dependencies.definitions ?? [], definedAt: entry.position)
        noteEdit()
    }

    /// Moves prose or a cell to another place. What comes by other values by that becomes stale; a cell that runs goes on.
    ///
    /// - Parameters:
    ///   - target: the place that it has once it is there.
    ///   - isSetOff: whether it is a cell that stands elsewhere than in the file that it was read from.
    mutating func move(_ place: Int, to target: Int, isSetOff: Bool = true) {
        guard entries.indices ~= place, entries.indices ~= target else { return }
        let before = ties(of: place)
        var entry = takeEntry(at: place)
        note(.move(entry.id, to: place, isSetOff: entry.element.isSetOff))
        entry.element.isSetOff = isSetOff
        insert(entry, at: target)
        log(.move(from: place, to: target, isSetOff: isSetOff), at: target)
        markChanges(from: before, of: target)
        noteEdit()
    }

    /// Replaces a cell's source by one that means the same, so that nothing has to run again.
    mutating func rewrite(_ place: Int, _ code: CellCode) {
        guard case .cell(var cell) = entries[place].element, cell.source != code.source else { return }
        cell.source = code.source
        update(place) { $0.element = .cell(cell) }
        replaceCode(code, at: place)
        log(.source(at: place, text: code.source), at: place)
        noteMeaning(at: place)
        noteEdit()
    }

    /// Puts what a cell printed into the document, unless nothing but speeds differs from what stands there: a file that is run again stays as it is.
    mutating func record(output: String, at place: Int) {
        guard case .cell(var cell) = entries[place].element else { return }
        let recorded = output.isEmpty ? nil : output
        guard cell.output != recorded else { return }
        if let output = cell.output, let recorded, RecordedOutput.difference(recorded: output, now: recorded).lines.isEmpty { return }
        cell.output = recorded
        update(place) { $0.element = .cell(cell) }
        log(.output(at: place, text: recorded), at: place)
        noteEdit()
    }

    /// Changed prose as it is to stand in the file: with the blank lines that were around the old text.
    private func prose(_ text: String, replacing old: String) -> String {
        let isBreak: (Character) -> Bool = { $0.isNewline }
        let lead = old.prefix(while: isBreak)
        let trail = old.dropFirst(lead.count).reversed().prefix(while: isBreak)
        return lead + inFile(text) + String(trail.reversed())
    }

    private func inFile(_ text: String) -> String {
        text.split(separator: "\n" as Character, omittingEmptySubsequences: false).joined(separator: lineEnd)
    }

    /// Prose without the blank lines around it, its lines ended by line feeds; nil where nothing else is there.
    ///
    /// - Complexity: O(bytes); bytes are not looked at one by one again where lines end with line feeds already.
    static func shownProse(_ text: String) -> String? {
        let isBreak: (Character) -> Bool = { $0.isNewline }
        var body = text.drop(while: isBreak)
        while let last = body.last, last.isWhitespace { body.removeLast() }
        guard !body.isEmpty else { return nil }
        guard hasOtherBreaks(body) else { return String(body) }
        return body.split(omittingEmptySubsequences: false, whereSeparator: isBreak).joined(separator: "\n")
    }

    /// Whether there are line ends other than a line feed: vertical tab, form feed, carriage return, U+0085, U+2028 or U+2029.
    private static func hasOtherBreaks(_ text: Substring) -> Bool {
        var (first, second): (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case 0x0B...0x0D: return true
            case 0x85 where second == 0xC2: return true
            case 0xA8, 0xA9: if first == 0xE2, second == 0x80 { return true }
            default: break
            }
            (first, second) = (second, byte)
        }
        return false
    }
}
