/// A session that another process works on.
extension Session {
    /// Shows a cell as it is in another process.
    ///
    /// - Parameter output: what it has printed there, where the document does not say it.
    mutating func show(_ element: Document.Element, status: CellStatus, output: String?, at place: Int) {
        guard entries.indices ~= place, case .cell(let cell) = element else { return }
        let text = output ?? cell.output ?? ""
        guard entries[place].followedStatus != status || entries[place].element != element || entries[place].output.plain != text else {
            return
        }
        update(place) { entry in
            entry.element = element
            entry.followedStatus = status
            entry.output = text.isEmpty ? CellOutput() : CellOutput([.text(text)])
        }
    }

    /// No longer shows how far cells are in another process.
    mutating func endFollowing() {
        for place in entries.indices where entries[place].followedStatus != nil { update(place) { $0.followedStatus = nil } }
    }
}
