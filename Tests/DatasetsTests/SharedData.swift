import TestSupport

/// Real data sets, which are not part of the project: tests that need them are skipped if they are missing, and do not
/// depend on what else is there.
enum SharedData {
    /// Whether the folder `data` of the shared folder has such a file or folder.
    static func has(_ name: String) -> Bool { sharedFile("data/" + name) != nil }

    static func path(_ name: String) -> String { sharedFile("data/" + name)?.path ?? "" }
}
