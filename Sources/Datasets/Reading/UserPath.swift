import FoundationEssentials

/// Paths as users write them.
package enum UserPath {
    /// A path as the system takes it: `~` at the beginning stands for the user's own folder, that of the environment, as in shells, before what the
    /// system knows of the user.
    package static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (home ?? FileManager.default.homeDirectoryForCurrentUser.path) + path.dropFirst()
    }
}
