import Notebook

extension Picker {
    /// The keys of the list, for the last row of the screen; what is needed most comes first.
    var keyHints: [KeyHint] {
        let takes =
            switch kind {
            case .actions: "run"
            case .history, .layers: "take"
            case .replayed, .variables: "go there"
            case .sessions: "open"
            case .queue: "select"
            }
        var hints = [KeyHint(.enter, does: takes), KeyHint(.escape, does: "back")]
        if kind == .queue {
            hints += [
                KeyHint([.alt("k"), .alt("j")].map { .init(text: $0.shortName, effect: .press([$0])) }, does: "earlier, later"),
                KeyHint(.delete, does: "remove"),
            ]
        }
        return hints + [
            KeyHint([Key.up, .down].map { .init(text: $0.shortName, effect: .press([$0])) }, does: "choose"),
            KeyHint([.init(text: "a-z", effect: .press([]))], does: "narrow"),
        ]
    }
}
