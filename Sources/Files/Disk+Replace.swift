public import SystemPackage

extension Disk {
    private static var suffix: String { ".part" }

    /// Replaces the file at a path in a single step: the path always holds either the whole old file or the whole new
    /// one, and the new one is on disk before it becomes visible. Links are followed; permissions and owner are kept.
    ///
    /// - Parameters:
    ///   - path: the path of the file.
    ///   - bytes: the contents of the new file.
    ///   - isLasting: whether the new file must survive a power failure; if not, the disk is not waited for.
    /// - Throws: `DiskError`; the old file is then unchanged.
    public func replace(_ path: FilePath, with bytes: [UInt8], isLasting: Bool = true) throws(DiskError) {
        let target = resolve(path)
        let old = try status(of: target)
        if let old {
            guard old.kind == .file else { throw DiskError(old.kind == .folder ? .isDirectory : .invalidArgument, path) }
            guard isWritable(target) else { throw DiskError(.permissionDenied, path) }
        }
        // The name is unpredictable, so that nobody can put a link there beforehand.
        let name = ".\(target.lastComponent?.string ?? "").\(String(UInt64.random(in: .min ... .max), radix: 36))\(Self.suffix)"
        let part = target.removingLastComponent().appending(name)
        do throws(DiskError) {
            let file = try create(part, permissions: old?.permissions ?? FilePermissions(rawValue: 0o666), owner: old?.owner)
            try file.write(bytes)
            if isLasting { try file.sync() }
            try rename(part, to: target)
        } catch {
            try? remove(part)
            throw DiskError(error.code, path)
        }
        if isLasting { try sync(folder: folder(of: target)) }
    }

    /// Removes what `replace` left behind when the process was killed while replacing this file. Only the process that
    /// alone writes the file may call it.
    public func removeLeftovers(of path: FilePath) {
        let target = resolve(path)
        let folder = folder(of: target)
        let start = ".\(target.lastComponent?.string ?? "")."
        for name in (try? names(in: folder)) ?? [] where name.hasPrefix(start) && name.hasSuffix(Self.suffix) {
            try? remove(folder.appending(name))
        }
    }

    /// Removes what `replace` left behind for any file in a folder.
    public func removeLeftovers(in folder: FilePath) {
        for name in (try? names(in: folder)) ?? [] where name.hasPrefix(".") && name.hasSuffix(Self.suffix) {
            try? remove(folder.appending(name))
        }
    }

    /// Creates a folder and all folders above it, and returns when their names are on disk.
    public func makeFolders(_ path: FilePath) throws(DiskError) {
        if try status(of: path)?.kind == .folder { return }
        let above = folder(of: path)
        if above != path { try makeFolders(above) }
        try makeFolder(path)
        try sync(folder: above)
    }

    private func folder(of path: FilePath) -> FilePath {
        let folder = path.removingLastComponent()
        return folder.isEmpty ? "." : folder
    }
}
