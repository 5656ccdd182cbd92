extension CellCode {
    /// What ties the cell to others.
    var dependencies: DependencyGraph.Names { DependencyGraph.Names(definitions: definitions.union(files), uses: uses.union(files)) }
}

extension Session.Entry {
    /// How far it is once it is neither queued nor running any more.
    var restingStatus: CellStatus { status.isPending ? hasRun ? .stale : .idle : status }

    /// The entry as a front draws it; nil for blank lines between cells.
    var view: CellView? {
        if let code {
            return CellView(
                id: id, kind: .code, source: code.source, status: followedStatus ?? status, output: output, version: revision,
                contentVersion: contentRevision, isKept: unkeptChange == nil)
        }
        return prose.map {
            CellView(
                id: id, kind: .prose, source: $0, status: .done, output: CellOutput(), version: revision, contentVersion: contentRevision,
                isKept: unkeptChange == nil)
        }
    }
}
