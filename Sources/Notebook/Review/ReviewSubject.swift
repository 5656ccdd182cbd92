/// What of a run is looked at again.
package enum ReviewSubject: Sendable, Equatable {
    /// What is said of the watched example, step by step: of a run that trains it is there without being asked for.
    case example
    /// What is said of all examples.
    case all
    /// That, and how the watched example goes on.
    case forecast
    /// How much each step of the watched example contributes to what is said at a step of it, counted from 0, where something is said at each; nil for the last.
    case contributions(at: Int?)

    /// Whether all examples are looked at.
    var needsAll: Bool {
        switch self {
        case .all, .forecast: true
        case .example, .contributions: false
        }
    }
}
