import Files
import SessionStore
import SystemPackage
import TextFormatting

/// Why a session's file cannot be read or written. `description` is the whole sentence that a user sees.
public enum DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    case noLocation
    case missing(path: String)
    case isFolder(path: String)
    case isNoFile(path: String)
    case noFolder(path: String)
    case isNoSession(path: String)
    case notUTF8(path: String, byte: Int)
    case isUTF16(path: String)
    /// There is a file, and it is no text in any encoding.
    case isBinary(path: String)
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case changedOnDisk(path: String)
    case exists(path: String)
    case isTaken(path: String, owner: String?)
    /// Another process has begun to keep a session of the file meanwhile.
    case isBegun(path: String)

    /// A sentence for users.
    public var description: String { sentence.visible }

    private var sentence: String {
        switch self {
        case .noLocation:
            "This session has no file yet; `:save session.md` gives it one."
        case .missing(let path):
            "There is no file \(path)."
        case .isFolder(let path):
            "\(path) is a folder; a session is a Markdown file."
        case .isNoFile(let path):
            "\(path) is a device or a pipe, not a regular file; a session is a Markdown file."
        case .noFolder(let path):
            MissingFolder(of: path)?.sentence ?? "There is no folder for \(path)."
        case .isNoSession(let path):
            "\(path) is no session: it has no cells, and its name does not end in .md."
        case .notUTF8(let path, let byte):
            "\(path) is not UTF-8 text (byte \(byte)); a session is a Markdown file. \(EncodingWords.latin(path))"
        case .isUTF16(let path):
            "\(path) is UTF-16 text; a session is UTF-8 text. \(EncodingWords.utf16(path, .marked))"
        case .isBinary(let path):
            "\(path) is a binary file; a session is a Markdown file."
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason)."
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason); `:save other.md` saves under another name."
        case .changedOnDisk(let path):
            "\(path) was changed by another program in the same cells; `:save!` overwrites it, `:save other.md` keeps both."
        case .exists(let path):
            "A file \(path) already exists; `:save! \(path)` overwrites it."
        case .isBegun(let path):
            "Another notebook has begun a session in \(path); `:save other.md` saves under another name."
        case .isTaken(let path, let owner):
            "\(path) is open in another notebook\(owner.map { " (\($0))" } ?? ""); `:save other.md` saves under another name."
        }
    }
}

extension DocumentError {
    /// Does something with a store, and gives its errors as those of a document.
    static func of<Result>(_ body: () throws(StoreError) -> Result) throws(DocumentError) -> Result {
        do throws(StoreError) { return try body() } catch { throw DocumentError(error) }
    }

    /// What a store's error means for the user.
    init(_ error: StoreError) {
        switch error {
        case .isFolder(let path): self = .isFolder(path: path.string)
        case .isNoFile(let path): self = .isNoFile(path: path.string)
        case .noFolder(let path): self = .noFolder(path: path.string)
        case .unreadable(let error): self = .unreadable(path: error.path.string, reason: error.reason)
        case .unwritable(let error): self = .unwritable(path: error.path.string, reason: error.reason)
        case .isChangedOutside(let path): self = .changedOnDisk(path: path.string)
        case .exists(let path): self = .exists(path: path.string)
        case .isTaken(let path, let owner): self = .isTaken(path: path.string, owner: owner?.words)
        case .isBegun(let path): self = .isBegun(path: path.string)
        }
    }
}

extension DiskError {
    /// The system's own words for the reason.
    var reason: String { code.description }
}

extension StoreError {
    /// Why something is not kept, within a sentence.
    var reason: String {
        switch self {
        case .isFolder(let path): "\(path.string) is a folder"
        case .isNoFile(let path): "\(path.string) is a device or a pipe"
        case .noFolder(let path): "there is no folder for \(path.string)"
        case .unreadable(let error), .unwritable(let error): error.reason
        case .isChangedOutside(let path): "\(path.string) was changed by another program"
        case .exists(let path): "a file \(path.string) already exists"
        case .isTaken(_, let owner): "the session is open in another notebook" + (owner.map { " (\($0.words))" } ?? "")
        case .isBegun: "another notebook has begun a session there"
        }
    }
}

extension LockOwner {
    /// The process in words.
    var words: String { "process \(process) on \(host)" }
}
