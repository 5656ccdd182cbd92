import Notebook

/// The list of runs, and the queue.
extension NotebookController {
    /// The run whose panel is shown; nil where there is none.
    var shownRun: LiveRun? { model.runs.shown(manager.state) }

    mutating func openRuns() {
        let runs = model.runs.listed(manager.state)
        guard !runs.isEmpty else {
            model.message = "no run has been trained here yet"
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
        switch key {
        case .down, .tab, .character("j"), .control("n"): model.runs.selected = min(runs.count - 1, model.runs.selected + 1)
        case .up, .backTab, .character("k"), .control("p"): model.runs.selected = max(0, model.runs.selected - 1)
        case .home, .character("g"): model.runs.selected = 0
        case .end, .character("G"): model.runs.selected = runs.count - 1
        case .enter:
            model.runs.looked = run.number == state.activeRun?.number ? nil : run.number
            model.runs.isOpen = false
        case .character("o"), .character(" "): model.runs.overlay(run.number)
        case .character("p"):
            model.runs.pin(run.number)
            model.runs.selected = model.runs.listed(state).firstIndex { $0.number == run.number } ?? 0
        case .character("c"): begin("\(run.name)2 = train(\(run.name), epochs: 10)", if: run.hasName)
        case .character("="):
            let shown = shownRun.flatMap { $0.hasName ? $0.number : nil }
            let numbers = Set(model.runs.compared(state).map(\.number) + [run.number] + [shown].compactMap { $0 })
            let chosen = state.runs.filter { numbers.contains($0.number) }
            var names: [String] = []
            for name in chosen.map(\.name) where !names.contains(name) { names.append(name) }
            begin("compare(\(names.joined(separator: ", ")))", if: chosen.allSatisfy(\.hasName) && names.count > 1)
        case .escape, .character("q"), .character("a"), .control("c"): model.runs.isOpen = false
        default: break
        }
    }

    /// Has the user finish a cell about runs.
    private mutating func begin(_ source: String, if areNamed: Bool) {
        model.runs.isOpen = false
        guard areNamed else {
            model.message = "that needs runs with names of their own, as in run = train(net, data): o lays others over one another"
            return
        }
        endTyping()
        model.mode = .typing
        model.editor.replace(with: source)
        isHintOutdated = true
    }

    // MARK: The queue

    mutating func cancel(_ cell: CellID) {
        guard manager.cancel(cell) else {
            model.message = "this cell neither runs nor waits"
            return
        }
        model.message = "taken out of the queue; what runs ends after its step"
    }

    mutating func openQueue() {
        let cells = manager.state.cells
        let waiting = cells.indices.filter { cells[$0].status == .queued }
        guard !waiting.isEmpty else {
            model.message = "no cell waits"
            return
        }
        model.picker = Picker(queue: waiting.map { (cells[$0].id, cells[$0].source) })
    }
}

extension LiveRun {
    /// Whether cells can name it.
    var hasName: Bool { name != "train" }
}
