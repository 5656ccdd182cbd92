import Foundation

/// Real data sets, which are no part of the project: tests that need them are skipped where they are missing.
enum SharedData {
    /// The folder of the data sets: `$UNROLL_SHARED/data`, or `shared/data` beside a folder above this package.
    static let folder: String? = {
        var candidates: [URL] = []
        if let shared = ProcessInfo.processInfo.environment["UNROLL_SHARED"] { candidates.append(URL(filePath: shared)) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        candidates.append(package.appending(path: "../shared").standardized)
        return candidates.map { $0.appending(path: "data").path }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    static func has(_ name: String) -> Bool {
        folder.map { FileManager.default.fileExists(atPath: "\($0)/\(name)") } ?? false
    }

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
