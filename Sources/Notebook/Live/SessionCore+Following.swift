import SessionStore

/// A session that another process works on, seen as it goes on there.
extension SessionCore {
    /// Shows the session as another process has it, for as long as nothing has been changed or run here.
    mutating func follow(_ report: SessionReport) {
        guard isFollowing else { return }
        guard !isModified, executions.isEmpty else { return stopFollowing() }
        var contents = PendingDocument(Document())
        contents.apply(report.document)
        guard contents.parts.count == report.cells.count else { return }
        session.follow(contents, report.cells)
        noteFollowed(
            FollowedSession(
                run: report.run.flatMap { run in session.id(at: run.cell).map { FollowedSession.Run(run, of: $0, after: followed?.run) } },
                runningCell: report.runningCell.flatMap { session.id(at: $0) }, isBusy: report.isBusy))
    }

    private mutating func stopFollowing() {
        session.endFollowing()
        noteFollowed(nil)
        tell("From here on, this window no longer follows the other notebook; `:save other.md` keeps your changes.")
    }
}

extension Session {
    /// Takes over the document of another process, with how far its cells are there. Cells that stay keep their identity.
    fileprivate mutating func follow(_ contents: PendingDocument, _ cells: [SessionReport.Cell]) {
        let isSame =
            contents.parts.count == entries.count
            && zip(contents.parts, entries).allSatisfy { $0.element.isSource(of: $1.element) }
        if !isSame { takeOver(contents) }
        for (place, cell) in cells.enumerated() {
            show(contents.parts[place].element, status: cell.status, output: cell.output, at: place)
        }
        // It is the other's document: nothing here waits to be kept or taken back.
        _ = (takeJournal(), takeReversals())
    }

    fileprivate func id(at place: Int) -> CellID? { entries.indices ~= place ? entries[place].id : nil }
}

extension Document.Element {
    /// Whether both are cells of the same source, or the same prose.
    fileprivate func isSource(of other: Document.Element) -> Bool {
        switch (self, other) {
        case (.prose(let text), .prose(let otherText)): text == otherText
        case (.cell(let cell), .cell(let otherCell)): cell.source == otherCell.source
        case (.prose, .cell), (.cell, .prose): false
        }
    }
}
