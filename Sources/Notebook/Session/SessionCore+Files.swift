import SessionStore

/// What a session has of its document in its file and in its journal.
extension SessionCore {
    /// Sends what has changed of the document to the journal.
    mutating func keepChanges() {
        var (changes, cells) = session.takeJournal()
        if !changes.isEmpty, let unread {
            changes.insert(unread.whole, at: 0)
            self.unread = nil
        }
        guard let number = keeping.append(changes, of: cells) else { return }
        for cell in cells { session.noteUnkept(number, at: cell) }
    }

    /// Takes note of how much is on disk.
    mutating func note(_ progress: SessionStore.Progress) {
        if keeping.progress != progress { session.noteChange() }
        for (number, cells) in keeping.note(progress) {
            for cell in cells { session.noteKept(number, at: cell) }
        }
    }

    /// What is to be written, and what the journal is to begin with then. From now on what changes is kept apart from it.
    mutating func beginSaving(to store: SessionStore?) -> SavedSession {
        keepChanges()
        store?.beginSaving()
        let document = session.document
        let pending = session.pendingChanges
        unread = pending.isEmpty ? PendingDocument(document) : nil
        return SavedSession(
            document: document, edits: session.edits, pending: pending.isEmpty ? [] : [PendingDocument(document).whole] + pending)
    }

    /// What the journal is to begin with, where it is begun anew with the document as it is.
    mutating func beginJournal(of store: SessionStore?) -> [DocumentChange] {
        let saved = beginSaving(to: store)
        guard isModified, saved.pending.isEmpty else { return saved.pending }
        unread = nil
        return [PendingDocument(saved.document).whole]
    }

    /// Takes note of a file that has been written.
    mutating func noteSaved(_ saved: SavedSession, path: String, store: SessionStore) {
        let isOther = store !== keeping.store
        for (_, cells) in keeping.use(store, path: path) {
            for cell in cells { session.noteKept(.max, at: cell) }
        }
        runs.use(store)
        savedEdits = saved.edits
        // What has changed while the file was written went to the store before.
        if isOther, isModified {
            _ = keeping.append([PendingDocument(session.document).whole] + session.pendingChanges, of: [])
            unread = nil
        }
        tell("Saved \(path).")
    }

    /// Takes over what another program has made of the document.
    mutating func adopt(_ contents: PendingDocument) {
        step(.merge) { $0.session.takeOver(contents) }
    }

    /// Gives up what is not saved.
    ///
    /// - Returns: the store, to tell; nil where there is none.
    mutating func discard() -> SessionStore? {
        keeping.isJournaled = false
        return keeping.store
    }
}

/// A session as it goes into its file.
struct SavedSession: Sendable {
    var document: Document
    /// The session's count of edits.
    var edits: Int
    /// What the file cannot say.
    var pending: [DocumentChange]
}
