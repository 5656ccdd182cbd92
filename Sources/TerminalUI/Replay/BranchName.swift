import Foundation

/// The name of a session that goes on from another.
enum BranchName {
    /// A name beside a file that nothing has yet, such as `first-branch.md` or `first-branch-2.md`.
    ///
    /// - Parameter path: nil where the session came from no file.
    static func free(of path: String?) -> String {
        var base = path ?? "replay.md"
        if base.lowercased().hasSuffix(".md") { base.removeLast(3) }
        let names = (1...).lazy.map { "\(base)-branch\($0 > 1 ? "-\($0)" : "").md" }
        return names.first { !FileManager.default.fileExists(atPath: $0) } ?? base
    }
}
