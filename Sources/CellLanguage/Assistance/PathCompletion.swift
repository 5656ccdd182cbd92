/// The files and folders that a path, typed in part, can go on with.
struct PathCompletion {
    /// What is typed of the last name.
    let typedName: String
    private let folder: String
    private let foldersOnly: Bool
    private let files: FileLookup
    /// Most names that are offered.
    private static let most = 200

    init(_ typed: String, foldersOnly: Bool, _ files: FileLookup) {
        self.files = files
        let slash = typed.lastIndex(of: "/")
        typedName = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        folder = slash.map { String(typed[...$0]) } ?? "."
        self.foldersOnly = foldersOnly
    }

    /// - Parameter closing: whether a quote is put behind the name of a file.
    func items(closing: Bool) -> [Completions.Item] {
        var items: [Completions.Item] = []
        let fitting = files.names(folder).filter { $0.hasPrefix(typedName) && (typedName.hasPrefix(".") || !$0.hasPrefix(".")) }
        for name in fitting.sorted() {
            if items.count == Self.most { break }
            let written = name.escaped
            if files.isFolder(folder + "/" + name) {
                items.append(Completions.Item(text: written + "/", detail: "folder"))
            } else if !foldersOnly {
                items.append(Completions.Item(text: written + (closing ? "\"" : ""), detail: "file"))
            }
        }
        return items
    }
}
