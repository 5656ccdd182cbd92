/// The keys of what lies over the notebook, in place of those of the mode below it.
extension StatusLine {
    /// Nil where nothing lies over it; empty where that names its keys itself.
    var keysOfLists: [KeyHint]? {
        if model.page != nil { return [KeyHint(.escape, does: "back")] }
        if let picker = model.picker { return Self.keys(of: picker.kind) }
        if model.runs.isOpen { return [] }
        guard let menu = model.menu, model.mode == .typing, model.own == nil, model.building == nil else { return nil }
        let choose = KeyHint(
            [.init(text: "tab", effect: .press([.tab])), .init(text: "S-tab", effect: .press([.backTab]))], does: "choose")
        return (menu.selected == nil ? [choose] : [KeyHint(.enter, does: "take"), choose]) + [KeyHint(.escape, does: "back")]
    }

    private static func keys(of kind: Picker.Kind) -> [KeyHint] {
        let back = KeyHint(.escape, does: "back")
        let move = KeyHint([.init(text: "up", effect: .press([.up])), .init(text: "down", effect: .press([.down]))], does: "choose")
        let narrow = KeyHint([.init(text: "type", effect: .press([]))], does: "to narrow")
        let take =
            switch kind {
            case .actions: "run"
            case .history, .layers: "take"
            case .replayed, .variables: "go to it"
            case .queue: "select"
            case .sessions: "open"
            }
        guard kind == .queue else { return [KeyHint(.enter, does: take), back, move, narrow] }
        let order = KeyHint(
            [.init(text: "M-k", effect: .press([.alt("k")])), .init(text: "M-j", effect: .press([.alt("j")]))], does: "earlier, later")
        return [KeyHint(.enter, does: take), KeyHint(.delete, does: "remove"), back, order, move, narrow]
    }
}
