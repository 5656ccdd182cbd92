import FoundationEssentials

/// Folders of the user's own, by the XDG Base Directory Specification.
public enum UserFolders {
    /// For what is kept from one session to the next, such as the history of the input line; nil where the user has no home.
    public static var state: String? { folder("XDG_STATE_HOME", otherwise: ".local/state") }

    /// For what the user wrote to have the program another way, such as keys; nil where the user has no home.
    public static var configuration: String? { folder("XDG_CONFIG_HOME", otherwise: ".config") }

    /// The file that stands for a session without one.
    public static var unnamedSession: String? { state.map { $0 + "/unnamed.md" } }

    /// The file of the tour, which is gone on with where it was left.
    public static var tour: String? { state.map { $0 + "/tour.md" } }

    private static func folder(_ variable: String, otherwise below: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        // Relative paths are to be ignored, the specification says.
        if let path = environment[variable], path.hasPrefix("/") { return path + "/unroll" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/" + below + "/unroll"
    }
}
