import CellLanguage
import Datasets
import Files
import FoundationEssentials
import SystemPackage

/// Help while cells are typed.
extension SessionManager {
    /// What can stand at `offset` (UTF-8 bytes) of `source`, typed as the cell `cell` or as a new one at the end. Empty items where nothing fits.
    public func completions(in source: String, at offset: Int, for cell: CellID? = nil) -> Completions {
        assistant(for: cell).completions(in: source, at: offset)
    }

    /// What to show below the line while the cursor is at `offset`; nil for nothing.
    public func hint(in source: String, at offset: Int, for cell: CellID? = nil) -> Hint? {
        assistant(for: cell).hint(in: source, at: offset)
    }

    /// What to show below the line, as `hint` says, for who cannot wait while many cells change.
    ///
    /// - Returns: nil where the names' meanings are being found in the background: then it is to be asked again.
    public func readyHint(in source: String, at offset: Int, for cell: CellID? = nil) -> Hint?? {
        guard let scope = typingScopes.readyScope(above: cell, in: self) else {
            prepareHints()
            return nil
        }
        return .some(Assistant(.notebook, scope, files: .disk).hint(in: source, at: offset))
    }

    /// Finds what the cells' names mean in the background, so that the first key need not wait for it.
    public func prepareHints() {
        workers.async { self.typingScopes.prepare(in: self) }
    }

    /// Whether a return ends the cell, rather than a line of it: no bracket is open and nothing is missing at the end, or more lines could not mend it.
    public static func isComplete(_ source: String) -> Bool {
        SourceEnd.isComplete(source)
    }

    /// The source in parts, in order; spaces are left out. Works on text of any kind.
    public static func spans(of source: String) -> [SourceSpan] {
        SpanFinder(source, .notebook).spans
    }

    /// What there is to read about a function or member, or about all of them; nil where there is none of the name.
    ///
    /// - Parameter width: most columns of a line; nil for what is usual.
    public static func helpPage(about name: String?, width: Int? = nil) -> String? {
        let pages = HelpPage(.notebook, width: width ?? HelpPage.usualWidth)
        return name.map(pages.about) ?? pages.overview
    }

    /// Whether there is a function or member of this name, so that there is something to read about it.
    public static func hasHelp(about name: String) -> Bool { !Catalogue.notebook.entries(named: name).isEmpty }

    /// The functions that there is something to read about, each with what it does.
    public static var functionItems: [Completions.Item] {
        Catalogue.notebook.all.filter { !$0.isMember }.map { Completions.Item(text: $0.name, sentence: $0.sentence) }
    }

    /// Files and folders whose paths begin with a text, folders with a slash at their end, by name. Hidden ones are left out unless the text
    /// names their first dot.
    ///
    /// - Complexity: O(n) in the files of the folder.
    public static func paths(beginning text: String) -> [String] {
        let folder = text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
        let start = text.dropFirst(folder.count)
        return FileLookup.disk.names(folder.isEmpty ? "." : folder)
            .filter { $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix(".")) }
            .sorted().map { folder + $0 + (FileLookup.disk.isFolder(folder + $0) ? "/" : "") }
    }

    /// A path as the system takes it: `~/` at its beginning stands for the user's own folder, as in a shell.
    public static func fullPath(_ path: String) -> String { UserPath.expanded(path) }

    private func assistant(for cell: CellID?) -> Assistant {
        Assistant(.notebook, typingScopes.scope(above: cell, in: self), files: .disk)
    }
}

extension FileLookup {
    /// The files of this machine. `~/` begins the user's own folder.
    static let disk = FileLookup(
        names: { folder in (try? FileManager.default.contentsOfDirectory(atPath: UserPath.expanded(folder))) ?? [] },
        isFolder: { (try? SystemDisk().status(of: FilePath(UserPath.expanded($0))))??.kind == .folder })
}
