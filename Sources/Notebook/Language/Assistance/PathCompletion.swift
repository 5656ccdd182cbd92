import FoundationEssentials

/// The files and folders that a path, typed in part, can go on with.
struct PathCompletion {
    /// What is typed of the last name.
    let typedName: String
    private let folder: String
    private let foldersOnly: Bool
    /// Most names that are offered.
    private static let most = 200

    init(_ typed: String, foldersOnly: Bool) {
        let slash = typed.lastIndex(of: "/")
        typedName = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        folder = slash.map { String(typed[...$0]) } ?? "."
        self.foldersOnly = foldersOnly
    }

    /// - Parameter closing: whether a quote is put behind the name of a file.
    func items(closing: Bool) -> [Completions.Item] {
        let path = folder.hasPrefix("~/") ? FileManager.default.homeDirectoryForCurrentUser.path + folder.dropFirst(1) : folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return [] }
        var items: [Completions.Item] = []
        for name in names.sorted() where name.hasPrefix(typedName) && (typedName.hasPrefix(".") || !name.hasPrefix(".")) {
            if items.count == Self.most { break }
            let written = name.escaped
            if FileSystem.isFolder(path + "/" + name) {
                items.append(Completions.Item(text: written + "/", detail: "folder"))
            } else if !foldersOnly {
                items.append(Completions.Item(text: written + (closing ? "\"" : ""), detail: "file"))
            }
        }
        return items
    }
}
