import FoundationEssentials

/// Paths as users write them.
package enum UserPath {
    /// The path for the system: a leading `~` stands for the user's home folder, which is taken from the environment,
    /// as in shells, or else from the system.
    package static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (home ?? FileManager.default.homeDirectoryForCurrentUser.path) + path.dropFirst()
    }
}
