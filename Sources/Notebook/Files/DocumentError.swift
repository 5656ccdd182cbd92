/// Why a session's file cannot be read or written. `description` is the whole sentence that a user sees.
public enum DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    case noLocation
    case missing(path: String)
    case isFolder(path: String)
    case notUTF8(path: String, byte: Int)
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case changedOnDisk(path: String)

    /// A sentence for users.
    public var description: String {
        switch self {
        case .noLocation:
            "this session has no file yet; give one: `:save session.md`"
        case .missing(let path):
            "there is no file \(path)"
        case .isFolder(let path):
            "\(path) is a folder; a session is a Markdown file"
        case .notUTF8(let path, let byte):
            "\(path) is not UTF-8 text (byte \(byte)); a session is a Markdown file"
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason); save under another name with `:save other.md`"
        case .changedOnDisk(let path):
            "\(path) was changed by another program since it was read; `:save!` overwrites it, `:save other.md` keeps both"
        }
    }
}
