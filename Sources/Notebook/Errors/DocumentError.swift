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
            "There is no folder \(Self.folder(of: path)) for \(path); `mkdir -p \(EncodingWords.shellWord(Self.folder(of: path)))` makes it."
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
        case .isTaken(let path, let owner):
            "\(path) is open in another notebook\(owner.map { " (\($0))" } ?? ""); `:save other.md` saves under another name."
        }
    }
}

extension DocumentError {
    /// The folder that a file is in, as it was named.
    private static func folder(of path: String) -> String { FilePath(path).removingLastComponent().string }

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
        }
    }
}

extension DiskError {
    /// The system's own words for the reason, but where another process has taken the lock, or has kept something of a session that was not there before.
    var reason: String {
        switch code {
        case .resourceBusy: "the session is open in another notebook"
        case .fileExists: "another notebook has begun a session there"
        default: code.description
        }
    }
}

extension LockOwner {
    /// The process in words.
    var words: String { "process \(process) on \(host)" }
}
