import CellLanguage

/// A name that cells have defined, as fronts list it.
public struct SessionVariable: Sendable, Equatable {
    /// As cells use it.
    public var name: String
    /// What it is, as in "a network"; numbers and short texts as they are. Where it has no value, why.
    public var meaning: String
    /// The lowest cell that defines it.
    public var cell: CellID
    /// What that cell says.
    public var source: String
}

extension Session {
    /// The names that a cell at the end could use, in the order of the cells that define them.
    ///
    /// - Complexity: O(n).
    var variables: [SessionVariable] {
        var places: [String: Int] = [:]
        for place in entries.indices {
            for name in entries[place].code?.definitions ?? [] { places[name] = place }
        }
        return places.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { name, place in
            let entry = entries[place]
            return SessionVariable(
                name: name, meaning: entry.values[name]?.kind ?? entry.reasonForNoValue, cell: entry.id, source: entry.code?.source ?? "")
        }
    }
}

extension Session.Entry {
    fileprivate var reasonForNoValue: String {
        switch followedStatus ?? status {
        case .queued: "waits to run"
        case .running: "runs now"
        case .failed: "its cell failed"
        case .interrupted: "its cell was ended"
        case .idle, .stale, .done: "its cell has not run"
        }
    }
}

extension SessionManager {
    /// The names that cells have defined, in the order of the document.
    ///
    /// - Complexity: O(n).
    public var variables: [SessionVariable] { core.withLock { $0.session.variables } }
}
