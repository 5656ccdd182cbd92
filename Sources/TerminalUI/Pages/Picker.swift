import Notebook
import TextFormatting

/// A list over the notebook of which what is typed leaves fewer and fewer, until one is taken.
struct Picker: Sendable {
    enum Kind: Sendable, Equatable {
        case actions
        case history
        /// Cells of a session that is played.
        case replayed
        /// Layers, to be put into a pipeline.
        case layers
        /// Cells that wait to run.
        case queue
        /// Files of sessions.
        case sessions
        /// Names that cells have defined.
        case variables
    }

    struct Item: Sendable, Equatable {
        /// What is taken: an action's name, or what was typed.
        var value: String
        /// What is shown of it, in one line.
        var text: String
        var detail = ""
        var keys = ""
        /// The cell that it is about.
        var cell: CellID?
        /// The view of a run that it shows.
        var view: String?
    }

    let kind: Kind
    /// What is typed to find one.
    var query = LineEditor() {
        didSet { if query.string != oldValue.string { narrow() } }
    }
    private(set) var items: [Item]
    private(set) var selected = 0
    private let all: [Item]

    private init(_ kind: Kind, _ items: [Item]) {
        (self.kind, all, self.items) = (kind, items, items)
    }

    /// The actions that there are in a mode, with their keys, and the views of the run that is shown.
    init(actions: [Action], in mode: Action.Mode, keys: KeyMap, views: [LivePanel.View] = []) {
        let shown = views.enumerated().map { place, view in
            Item(
                value: "view " + view.title, text: "view " + view.title, detail: "shows this view of the run",
                keys: Self.names(keys.sequences(of: .init(name: "pick-view", argument: String(place + 1)), in: mode)), view: view.title)
        }
        // What is done in this mode alone comes first.
        let shownActions = actions.filter { $0.mode == mode } + actions.filter { $0.mode == nil && (mode == .browse || !$0.needsCell) }
        let items = shownActions.filter { !$0.name.hasSuffix("palette") }.map { action in
            Item(
                value: action.name, text: action.name + (action.argument.map { " " + $0 } ?? ""), detail: action.sentence,
                keys: Self.names(keys.sequences(of: action.name, in: mode)))
        }
        self.init(.actions, items + shown)
    }

    private static func names(_ sequences: [KeySequence]) -> String { sequences.map(\.name).joined(separator: "  ") }

    /// What was typed before, the latest first.
    init(history: [String]) {
        var seen: Set<String> = []
        let items = history.filter { seen.insert($0).inserted }
            .map { Item(value: $0, text: $0.split(separator: "\n" as Character).joined(separator: " ⏎ ")) }
        self.init(.history, items)
    }

    /// The cells that wait to run, in the order in which they will.
    init(queue: [(cell: CellID, source: String)]) {
        self.init(
            .queue,
            queue.map {
                Item(value: $0.source, text: $0.source.split(separator: "\n" as Character).joined(separator: " ⏎ "), cell: $0.cell)
            })
    }

    /// The cells of a session that is played, with their numbers.
    init(replayed sources: [String]) {
        let width = String(sources.count).count
        let items = sources.enumerated().map { index, source in
            let number = String(index + 1)
            let text = source.split(separator: "\n" as Character).joined(separator: " ⏎ ")
            return Item(value: String(index), text: String(repeating: " ", count: width - number.count) + number + "  " + text)
        }
        self.init(.replayed, items)
    }

    /// Layers as they are written, with what they do.
    init(layers: [(written: String, sentence: String)]) {
        self.init(.layers, layers.map { Item(value: $0.written, text: $0.written, detail: Self.label($0.sentence)) })
    }

    /// The first of a function's sentences as a label, like those of actions: without a capital, unless it is a name's, and without a full stop.
    private static func label(_ sentences: String) -> String {
        let sentence = sentences.firstRange(of: ". ").map { String(sentences[..<$0.lowerBound]) } ?? sentences
        let label = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        let word = label.prefix { !$0.isWhitespace }
        let isName = word.contains("'") || word.dropFirst().contains(where: \.isUppercase)
        return isName ? label : label.prefix(1).lowercased() + label.dropFirst()
    }

    /// Names, with what they are and what defines them.
    init(variables: [SessionVariable]) {
        let width = min(30, variables.map { DisplayWidth.of($0.meaning) }.max() ?? 0)
        let items = variables.map { variable in
            let meaning = variable.meaning + String(repeating: " ", count: max(0, width - DisplayWidth.of(variable.meaning)))
            let source = variable.source.split(separator: "\n" as Character).joined(separator: " ⏎ ")
            return Item(value: variable.name, text: variable.name, detail: meaning + "  " + source, cell: variable.cell)
        }
        self.init(.variables, items)
    }

    /// Sessions that were open before, by their files.
    init(sessions: [String]) {
        self.init(.sessions, sessions.map { Item(value: $0, text: $0) })
    }

    var chosen: Item? { items.indices.contains(selected) ? items[selected] : nil }

    /// How many there are without what is typed.
    var count: Int { all.count }

    mutating func move(_ rows: Int) {
        guard !items.isEmpty else { return }
        selected = max(0, min(items.count - 1, selected + rows))
    }

    /// Chooses the item at a place among those that are left.
    mutating func choose(at place: Int) {
        if items.indices.contains(place) { selected = place }
    }

    /// Chooses the item that is about this cell, where there is one.
    mutating func choose(_ cell: CellID) {
        if let place = items.firstIndex(where: { $0.cell == cell }) { selected = place }
    }

    private mutating func narrow() {
        selected = 0
        let words = query.string.lowercased().split(separator: " " as Character)
        switch kind {
        case .history, .queue, .sessions: items = all.filter { item in words.allSatisfy { item.value.lowercased().contains($0) } }
        case .replayed:
            if words.count == 1, Int(words[0]) != nil {
                // The number itself before those that begin with it.
                let found = all.filter { $0.number.hasPrefix(words[0]) }
                items = found.filter { $0.number == words[0] } + found.filter { $0.number != words[0] }
            } else {
                items = all.filter { item in words.allSatisfy { item.text.lowercased().contains($0) } }
            }
        case .variables, .layers:
            items = all.filter { item in words.allSatisfy { (item.value + " " + item.detail).lowercased().contains($0) } }
        case .actions:
            let scored = all.enumerated().compactMap { place, item -> (score: Int, place: Int, item: Item)? in
                // A name counts for more than what is said about it, where whole words are asked for.
                if let score = FuzzyMatch.score(query.string, in: item.value) { return (score + 10, place, item) }
                let detail = (item.text + " " + item.detail).lowercased()
                return words.allSatisfy { detail.contains($0) } ? (0, place, item) : nil
            }
            items = scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.item)
        }
    }
}

extension Picker.Item {
    /// The number of the cell that it is, from 1; empty for anything else.
    fileprivate var number: String { Int(value).map { String($0 + 1) } ?? "" }
}
