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
        let folder = FilePath(file).removingLastComponent()
        if self == .noSuchFileOrDirectory, !folder.isEmpty, (try? SystemDisk().status(of: folder)) == .some(nil) {
            return MissingFolder(folder.string, file: file).sentence
        }
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

/// That there is no folder for a file.
struct MissingFolder {
    private let folder: String
    private let file: String

    init(_ folder: String, file: String) {
        (self.folder, self.file) = (folder, file)
    }

    var sentence: String { "There is no folder \(folder) for \(file); `mkdir -p \(EncodingWords.shellWord(folder))` makes it." }
}
