public import Files
public import SystemPackage

extension DiskError {
    /// What a user is told of a file that cannot be written: the system's words, or which folder is missing and how to make it.
    ///
    /// - Parameter file: the file, as the user named it.
    public func sentence(writing file: String) -> String { code.sentence(writing: file) }
}

extension Errno {
    /// What a user is told of a file that cannot be written, for this reason.
    ///
    /// - Parameter file: the file, as the user named it.
    public func sentence(writing file: String) -> String {
        if self == .noSuchFileOrDirectory, let missing = MissingFolder(of: file) { return missing.sentence }
        if self == .isDirectory { return "\(file) is a folder; give the name of a file." }
        return "\(file) cannot be written: \(self)."
    }
}

/// A file that the system refuses to write, told of by its number for the reason.
public enum UnwritableFile {
    /// What is wrong, in a sentence.
    ///
    /// - Parameter file: the file, as the user named it.
    public static func sentence(_ file: String, code: Int32) -> String { Errno(rawValue: code).sentence(writing: file) }
}

/// That there is no folder for a file, or for what a link in its place leads to.
struct MissingFolder {
    private let file: String
    private let folder: String
    /// What the link leads to; nil where the file's own folder is missing.
    private var target: String?

    /// - Parameter file: the file, as the user named it.
    /// - Returns: nil where its folder is there.
    init?(of file: String) {
        let path = FilePath(file)
        let (own, target) = (path.removingLastComponent(), SystemDisk().resolve(path))
        self.file = file
        if Self.isMissing(own) {
            folder = own.string
        } else if target != path, Self.isMissing(target.removingLastComponent()) {
            (folder, self.target) = (target.removingLastComponent().string, target.string)
        } else {
            return nil
        }
    }

    private static func isMissing(_ folder: FilePath) -> Bool { !folder.isEmpty && (try? SystemDisk().status(of: folder)) == .some(nil) }

    var sentence: String {
        let remedy = "`mkdir -p \(EncodingWords.shellWord(folder))` makes it."
        guard let target else { return "There is no folder \(folder) for \(file); \(remedy)" }
        return "\(file) is a link to \(target), and there is no folder \(folder); \(remedy)"
    }
}
