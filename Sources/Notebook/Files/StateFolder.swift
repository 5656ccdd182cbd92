#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder `.unroll` beside a session's file: what the program needs to lose nothing, and can do without.
struct StateFolder: Sendable {
    let path: String
    private let name: String

    /// - Parameter file: the session's file.
    init(of file: String) {
        path = Path.join(Path.folder(of: file), ".unroll")
        name = Path.name(of: file)
    }

    /// The copy of what is not saved.
    var unsavedCopy: String { Path.join(path, name + ".unsaved") }

    /// Held by the program that has the session open.
    var lock: String { Path.join(path, name + ".lock") }

    /// The state of a training run of a cell with this source; `ordinal` counts the runs of the cell.
    func checkpoint(of source: String, ordinal: Int) -> String {
        Path.join(path, "\(name).\(Fingerprint.of(source)).\(ordinal).checkpoint")
    }

    /// Whether there is anything of this session in the folder, but for the lock.
    var holdsState: Bool {
        FileSystem.names(in: path).contains { $0.hasPrefix(name + ".") && $0 != name + ".lock" }
    }

    /// Removes the folder where nothing is left in it.
    func removeIfEmpty() {
        rmdir(path)
    }
}
