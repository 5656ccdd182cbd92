public import SystemPackage

extension Disk {
    private static var suffix: String { ".part" }

    /// Puts a file with these bytes in the place of the one at a path, in a single step: what stands there is always the old file or the new one, whole,
    /// and the new one is on disk before it is seen. A link is followed; permissions and owner are kept.
    ///
    /// - Parameter isLasting: whether it has to be there after a loss of power too; if not, the disk is not waited for.
    /// - Throws: `DiskError`; then the old file stands as it was.
    public func replace(_ path: FilePath, with bytes: [UInt8], isLasting: Bool = true) throws(DiskError) {
        let target = resolve(path)
        let old = try status(of: target)
        if let old {
            guard old.kind == .file else { throw DiskError(old.kind == .folder ? .isDirectory : .invalidArgument, path) }
            guard isWritable(target) else { throw DiskError(.permissionDenied, path) }
        }
        // Nobody can know the name beforehand and put a link there.
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

    /// Removes what `replace` left of this file when the process was killed meanwhile. To be called by whoever alone writes the file.
    public func removeLeftovers(of path: FilePath) {
        let target = resolve(path)
        let folder = folder(of: target)
        let start = ".\(target.lastComponent?.string ?? "")."
        for name in (try? names(in: folder)) ?? [] where name.hasPrefix(start) && name.hasSuffix(Self.suffix) {
            try? remove(folder.appending(name))
        }
    }

    /// Removes what `replace` left of any file of a folder.
    public func removeLeftovers(in folder: FilePath) {
        for name in (try? names(in: folder)) ?? [] where name.hasPrefix(".") && name.hasSuffix(Self.suffix) {
            try? remove(folder.appending(name))
        }
    }

    /// Makes a folder with all folders above it, and returns when their names are on disk.
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
