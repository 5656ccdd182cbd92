import Foundation

/// The folder with data and reference cases beside the package: `UNROLL_SHARED`, or `../shared`; nil if there is none.
public let sharedFolder: URL? = {
    let folder: URL
    if let path = ProcessInfo.processInfo.environment["UNROLL_SHARED"] {
        folder = URL(filePath: path)
    } else {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        folder = package.deletingLastPathComponent().appending(path: "shared")
    }
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// A file in the shared folder; nil if it is missing.
public func sharedFile(_ path: String) -> URL? {
    guard let file = sharedFolder?.appending(path: path), FileManager.default.fileExists(atPath: file.path) else { return nil }
    return file
}
