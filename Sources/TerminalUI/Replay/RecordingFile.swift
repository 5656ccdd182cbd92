import Files
import Notebook
import SystemPackage

/// The file that a recording is written to.
public struct RecordingFile: Sendable {
    /// Why nothing can be written to it.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// There is a file that is no recording.
        case isSomethingElse(String)
        case unwritable(String, Errno)

        /// What is wrong, in a sentence.
        public var description: String {
            switch self {
            case .isSomethingElse(let path):
                "There is a file \(path) already, and it is not a recording: choose another name, as in replay.cast, or remove it."
            case .unwritable(let path, let code): code.sentence(writing: path)
            }
        }
    }

    private let path: String
    /// Whether an earlier recording stood there.
    public let isReplacement: Bool
    private let descriptor: FileDescriptor
    /// What recordings of every version begin with.
    private static let beginning = Array("{\"version\": 2".utf8)

    /// Makes the file, or empties that of an earlier recording.
    ///
    /// - Parameter path: where it is to be; what is no regular file, such as a pipe, is written to as it is.
    /// - Throws: `Failure` where it cannot be written, or there is a file of another kind.
    public init(_ path: String) throws(Failure) {
        self.path = path
        var isReplacement = false
        do throws(DiskError) {
            if try SystemDisk().status(of: FilePath(path))?.kind == .file {
                let found = try SystemDisk().readBeginning(of: FilePath(path), count: Self.beginning.count)
                guard found.isEmpty || found == Self.beginning else { throw DiskError(.fileExists, FilePath(path)) }
                isReplacement = !found.isEmpty
            }
        } catch {
            throw error.code == .fileExists ? .isSomethingElse(path) : .unwritable(path, error.code)
        }
        self.isReplacement = isReplacement
        descriptor = try Self.trying(path) {
            try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
    }

    /// Writes on at its end.
    ///
    /// - Parameter text: what is added.
    /// - Throws: `Failure` where that is refused.
    public func write(_ text: String) throws(Failure) {
        _ = try Self.trying(path) { try descriptor.writeAll(text.utf8) }
    }

    /// Ends it.
    public func close() throws(Failure) {
        try Self.trying(path) { try descriptor.close() }
    }

    private static func trying<Result>(_ path: String, _ work: () throws -> Result) throws(Failure) -> Result {
        do {
            return try work()
        } catch {
            throw .unwritable(path, error as? Errno ?? .ioError)
        }
    }
}
