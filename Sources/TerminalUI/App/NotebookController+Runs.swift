import Notebook

/// The list of runs, and the queue.
extension NotebookController {
    /// The run whose panel is shown; nil where there is none.
    var shownRun: LiveRun? { model.runs.shown(manager.state) }

    mutating func openRuns() {
        let runs = model.runs.listed(manager.state)
        guard !runs.isEmpty else {
            model.message = "No run has been trained here yet."
            return
        }
        model.runs.selected = runs.firstIndex { $0.number == shownRun?.number } ?? 0
        model.runs.isOpen = true
    }

    /// Obeys a key while the list of runs is open.
    mutating func chooseRun(_ key: Key) {
        let state = manager.state
        let runs = model.runs.listed(state)
        guard runs.indices.contains(model.runs.selected) else {
            model.runs.isOpen = false
            return
        }
        let run = runs[model.runs.selected]
        model.message = nil
        switch key {
        case .down, .tab, .character("j"), .control("n"): model.runs.selected = min(runs.count - 1, model.runs.selected + 1)
        case .up, .backTab, .character("k"), .control("p"): model.runs.selected = max(0, model.runs.selected - 1)
        case .home, .character("g"): model.runs.selected = 0
        case .end, .character("G"): model.runs.selected = runs.count - 1
        case .enter:
            model.runs.look(at: run.number, of: state)
            model.runs.isOpen = false
        case .character("o"), .character(" "): model.runs.overlay(run.number)
        case .character("p"):
            model.runs.pin(run.number)
            model.runs.selected = model.runs.listed(state).firstIndex { $0.number == run.number } ?? 0
        case .character("c"): continueRun(run)
        case .character("="): compare(with: run)
        case .escape, .character("q"), .character("a"), .control("c"): model.runs.isOpen = false
        default: sayMeaningless(key)
        }
    }

    private mutating func continueRun(_ run: LiveRun) {
        guard let expression = manager.expression(of: run) else { return refuse(run) }
        let name = run.nameOfContinuation(among: Set(manager.variables.map(\.name)))
        begin("\(name) = train(\(expression), epochs: 10)")
    }

    /// Begins a comparison of a run with the one that is shown and those that are laid over it.
    private mutating func compare(with run: LiveRun) {
        let state = manager.state
        let shown = shownRun.flatMap { manager.expression(of: $0) == nil ? nil : $0.number }
        let numbers = Set(model.runs.compared(state).map(\.number) + [run.number] + [shown].compactMap { $0 })
        var expressions: [String] = []
        for run in state.runs where numbers.contains(run.number) {
            guard let expression = manager.expression(of: run) else { return refuse(run) }
            if !expressions.contains(expression) { expressions.append(expression) }
        }
        guard expressions.count > 1 else {
            model.message = "`=` compares two runs or more: `o` overlays the others, or select another run."
            return
        }
        begin("compare(\(expressions.joined(separator: ", ")))")
    }

    /// Says that no cell can write this run.
    private mutating func refuse(_ run: LiveRun) {
        model.runs.isOpen = false
        let set = run.trial.map(\.set).flatMap { set in manager.variables.contains { $0.name == set } ? set : nil }
        model.message =
            set.map { "Run \(run.number) is not among the trials of `\($0)` any more, so that cells cannot use it." }
            ?? "Run \(run.number) has no name that cells can use: give it one, as in run = train(net, data) or tries = repeat(…)."
    }

    /// Has the user finish a cell about runs.
    private mutating func begin(_ source: String) {
        model.runs.isOpen = false
        keepDraft()
        endTyping()
        model.mode = .typing
        model.editor.replace(with: source)
        isHintOutdated = true
    }

    // MARK: The queue

    mutating func cancel(_ cell: CellID) {
        let cells = manager.state.cells
        let isRunning = cells.place(of: cell).map { cells[$0].status == .running } ?? false
        guard manager.cancel(cell) else {
            model.message = "This cell is neither running nor waiting."
            return
        }
        model.message = isRunning ? "It ends after its step." : "Removed from the queue."
    }

    mutating func openQueue() {
        let cells = manager.state.cells
        let waiting = cells.indices.filter { cells[$0].status == .queued }.map { cells[$0] }
        guard !waiting.isEmpty else {
            model.message = "No cell is waiting."
            return
        }
        // What another process has queued has no order here.
        let places = Dictionary(manager.waitingCells.enumerated().map { ($1, $0) }) { first, _ in first }
        let sorted = waiting.enumerated().sorted { (places[$0.element.id] ?? .max, $0.offset) < (places[$1.element.id] ?? .max, $1.offset) }
        model.picker = Picker(queue: sorted.map { ($0.element.id, $0.element.source) })
    }

    /// Has the cell that is chosen in the list of those that wait run earlier or later.
    mutating func moveInQueue(earlier: Bool) {
        guard let cell = model.picker?.chosen?.cell else { return }
        guard !manager.state.isFollowed else {
            model.message = "These cells belong to another notebook; `:take` takes over the session."
            return
        }
        let cells = manager.state.cells
        func name(_ cell: CellID) -> String {
            let line = cells.place(of: cell).map { cells[$0].source.prefix { !$0.isNewline } } ?? ""
            return "`\(line.prefix(40))\(line.count > 40 ? "…" : "")`"
        }
        switch manager.moveInQueue(cell, earlier: earlier) {
        case .moved: model.message = nil
        case .isAtEnd: model.message = earlier ? "It is already the first in the queue." : "It is already the last in the queue."
        case .doesNotWait: model.message = "\(name(cell)) is no longer waiting."
        case .isNeeded(let needed, by: let user): model.message = "\(name(needed)) runs first: \(name(user)) needs it."
        }
        model.picker = nil
        openQueue()
        model.picker?.choose(cell)
    }

    // MARK: Names

    mutating func openVariables() {
        let variables = manager.variables
        guard !variables.isEmpty else {
            model.message = "No cell defines a name yet, as in net = gru(64) | last | dense(10)."
            return
        }
        model.picker = Picker(variables: variables)
    }
}
