import Dispatch
import Synchronization

/// The session as it is now, kept in the folder `.unroll` beside its file until it is saved, so that nothing is lost when the program
/// is killed. The first line says which text of the file the copy was made from; the rest is the document.
///
/// Writing happens in the background, the latest text wins, and each text is whole and on disk before it replaces the one before.
final class UnsavedCopy: Sendable {
    /// Path of the copy.
    let path: String
    let folder: StateFolder
    private let queue = DispatchQueue(label: "unroll.unsaved-copy")
    private let state = Mutex(State())

    private struct State {
        var pending: Pending?
        var failure: Failure?
        var lock: FileLock?
    }

    /// Why the latest text could not be written.
    enum Failure: Error, Sendable, Equatable {
        case file(FileError)
        /// Another program has the session open.
        case isTaken
    }

    private enum Pending: Sendable {
        case write(base: String, document: @Sendable () -> Document)
        case remove
    }

    /// - Parameter path: the session's file.
    init(of path: String) {
        folder = StateFolder(of: path)
        self.path = folder.unsavedCopy
    }

    /// Why the latest text could not be written; nil where it could.
    var failure: Failure? { state.withLock { $0.failure } }

    /// Keeps other programs away from the folder's files of this session, where there are any; where there are none yet, the first text that is
    /// written does so.
    ///
    /// - Returns: whether no other program has the session open.
    func claim() -> Bool {
        guard FileSystem.isFolder(folder.path) else { return true }
        return lock() || !FileSystem.isWritable(folder.path)
    }

    /// The folder, made and kept from other programs; nil where that cannot be.
    func prepareFolder() -> StateFolder? {
        (try? FileSystem.makeFolders(folder.path)) != nil && FileSystem.isWritable(folder.path) && lock() ? folder : nil
    }

    /// Removes a file of the folder, and the folder where nothing is left in it.
    func remove(_ file: String) {
        FileSystem.remove(file)
        tidy()
    }

    private func tidy() {
        guard !folder.holdsState else { return }
        state.withLock { $0.lock = nil }
        folder.removeIfEmpty()
    }

    private func lock() -> Bool {
        state.withLock { state in
            state.lock = state.lock ?? FileLock(folder.lock)
            return state.lock != nil
        }
    }

    /// - Parameters:
    ///   - document: asked for when it is written: of many changes in a row, the state after the last.
    ///   - base: the text of the file that `document` was made from.
    func write(_ document: @autoclosure @escaping @Sendable () -> Document, base: String) {
        enqueue(.write(base: base, document: document))
    }

    /// Removes the copy: the file has everything.
    func removeText() {
        enqueue(.remove)
    }

    /// Returns when all that was asked for is on disk.
    func flush() {
        queue.sync {}
    }

    private func enqueue(_ pending: Pending) {
        let isNew = state.withLock { state in
            defer { state.pending = pending }
            return state.pending == nil
        }
        if isNew { queue.async { self.writePending() } }
    }

    private func writePending() {
        guard
            let pending = state.withLock({ state in
                defer { state.pending = nil }
                return state.pending
            })
        else { return }
        switch pending {
        case .remove:
            FileSystem.remove(path)
            tidy()
        case .write(let base, let document):
            let failure: Failure?
            do throws(FileError) {
                try FileSystem.makeFolders(folder.path)
                if lock() {
                    try FileSystem.replace(path, with: Array((Self.header(base) + "\n" + document().text).utf8))
                    failure = nil
                } else {
                    failure = .isTaken
                }
            } catch {
                failure = .file(error)
            }
            state.withLock { $0.failure = failure }
        }
    }

    private static func header(_ base: String) -> String {
        "unroll: unsaved changes to the text with fingerprint " + Fingerprint.of(base)
    }
}

extension UnsavedCopy {
    /// What an earlier session left.
    struct Found: Sendable {
        var document: Document
        /// Whether the file still has the text that the copy was made from.
        var isOfPresentFile: Bool
    }

    /// The copy that is there; nil where there is none, or none that can be read.
    func found(file: String) -> Found? {
        guard let bytes = try? FileSystem.read(path), let text = String(validating: bytes, as: UTF8.self),
            let end = text.utf8.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let document = Document(String(text[text.utf8.index(after: end)...]))
        return Found(document: document, isOfPresentFile: text[..<end] == Self.header(file))
    }
}
