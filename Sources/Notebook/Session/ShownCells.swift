/// Prose and cells as fronts see them, in the order of the document. Copies share their contents.
///
/// What has changed since an earlier look is known by the session's revisions, so that fronts need not look at all cells to find it.
public struct ShownCells: RandomAccessCollection, Sendable {
    private var views: [CellView]
    private var places: [CellID: Int]
    /// The latest changes, in their order.
    private var changes: [Change] = []
    /// The revision since which `changes` are all.
    private var firstRevision = Int.max
    /// Most changes that are kept; who looks so seldom that there were more looks at all cells.
    static let capacity = 256

    private struct Change: Sendable {
        /// The session's revision when it was seen first.
        var revision: Int
        var place: Int
    }

    /// These, of which nobody has seen any before.
    public init(_ views: [CellView] = []) {
        self.views = views
        places = Dictionary(zip(views.lazy.map(\.id), views.indices)) { first, _ in first }
    }

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { views.count }
    /// The cell at a place, from 0.
    public subscript(place: Int) -> CellView { views[place] }

    /// The place of a cell; nil where it is not shown.
    public func place(of cell: CellID) -> Int? { places[cell] }

    /// The places of the cells that have changed since a revision of the session, in the order of the changes, some more than once; those behind the last
    /// cell of that revision are new. Nil where that is not known, since other cells came or went, or long ago.
    ///
    /// - Complexity: O(changes).
    public func changes(since revision: Int) -> [Int]? {
        guard revision >= firstRevision else { return nil }
        let latest = changes.reversed().prefix { $0.revision > revision }
        return latest.reversed().map(\.place)
    }

    /// Takes over what has changed in the session since this was called last.
    ///
    /// - Complexity: O(log n) for each cell that has changed or is new at the end; O(n) where others came or went. Where a front keeps an earlier
    ///   state, the array is copied.
    mutating func update(from session: inout Session) {
        guard let changed = session.takeChanged() else {
            self = ShownCells(session.entries.compactMap(\.view))
            firstRevision = session.revision
            return
        }
        for position in changed.sorted() {
            guard let view = session.index(at: position).flatMap({ session.entries[$0].view }) else { continue }
            let place = places[view.id] ?? views.count
            changes.append(Change(revision: session.revision, place: place))
            if place < views.count {
                views[place] = view
            } else {
                places[view.id] = place
                views.append(view)
            }
        }
        forgetOldChanges()
    }

    private mutating func forgetOldChanges() {
        guard changes.count > Self.capacity else { return }
        let forgotten = changes.count - Self.capacity / 2
        firstRevision = changes[forgotten - 1].revision
        changes.removeFirst(forgotten)
    }
}

extension ShownCells: ExpressibleByArrayLiteral {
    /// These, of which nobody has seen any before.
    public init(arrayLiteral views: CellView...) { self.init(views) }
}
