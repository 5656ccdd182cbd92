import TestSupport

/// Real data sets, which are no part of the project: tests that need them are skipped where they are missing, and pass whatever else is there.
enum SharedData {
    /// Whether there is such a file or folder in `data` of the shared folder.
    static func has(_ name: String) -> Bool { sharedFile("data/" + name) != nil }

    static func path(_ name: String) -> String { sharedFile("data/" + name)?.path ?? "" }
}
