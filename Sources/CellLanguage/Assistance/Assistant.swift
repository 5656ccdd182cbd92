/// Help while a cell is typed. All answers come at once, in a time linear in the cell's source.
package struct Assistant: Sendable {
    let catalogue: Catalogue
    /// What names mean where the cell stands.
    let scope: Scope
    let files: FileLookup

    package init(_ catalogue: Catalogue, _ scope: Scope, files: FileLookup) {
        self.catalogue = catalogue
        self.scope = scope
        self.files = files
    }

    /// What can stand at `offset` (UTF-8 bytes) of `source`. Empty items where nothing fits.
    package func completions(in source: String, at offset: Int) -> Completions {
        CompletionFinder(TypedCell(source, at: offset, catalogue, scope), files).completions
    }

    /// What to show below the line while the cursor is at `offset`; nil for nothing.
    package func hint(in source: String, at offset: Int) -> Hint? {
        HintFinder(TypedCell(source, at: offset, catalogue, scope)).hint
    }
}

/// How paths are looked up, for their completion.
package struct FileLookup: Sendable {
    /// The names in a folder, in any order; none where it cannot be read.
    package let names: @Sendable (_ folder: String) -> [String]
    /// Whether there is a folder of this path.
    package let isFolder: @Sendable (_ path: String) -> Bool

    package init(
        names: @escaping @Sendable (_ folder: String) -> [String], isFolder: @escaping @Sendable (_ path: String) -> Bool
    ) {
        self.names = names
        self.isFolder = isFolder
    }
}
