import Notebook

/// Which of the session's runs is looked at, and which are laid over its chart.
struct RunChoice: Sendable, Equatable {
    /// Whether the list of runs is open.
    var isOpen = false
    /// The place of the run that is selected in the list.
    var selected = 0
    /// The number of the run that was chosen to be looked at, and of the one that trained then, or had last; nil for the one that trains, or the latest.
    private var chosen: Chosen?
    private struct Chosen: Sendable, Equatable {
        var number: Int
        var latest: Int?
    }

    /// The cell that is selected among the others: where it has trained, its latest run is looked at in place of any other.
    var selectedCell: CellID?
    /// The numbers of the runs whose curves are laid over the chart.
    private(set) var overlaid: Set<Int> = []
    /// The number of the run that all are compared with: it is always laid over the chart, and stands first in the list.
    private(set) var pinned: Int?

    /// Looks at a run until another begins.
    mutating func look(at number: Int, of state: SessionState) {
        (chosen, selectedCell) = (Chosen(number: number, latest: state.activeRun?.number), nil)
    }

    /// Lays a run over the chart, or takes it away.
    mutating func overlay(_ number: Int) { overlaid.formSymmetricDifference([number]) }

    /// Has all compared with this run, or with none if it was the one.
    mutating func pin(_ number: Int) { pinned = pinned == number ? nil : number }

    /// The runs as the list has them: the pinned one, then the latest first.
    func listed(_ state: SessionState) -> [LiveRun] {
        state.runs.reversed().filter { $0.number == pinned } + state.runs.reversed().filter { $0.number != pinned }
    }

    /// The run whose panel is shown; nil where there is none.
    func shown(_ state: SessionState) -> LiveRun? {
        let looked = chosen.flatMap { $0.latest == state.activeRun?.number ? $0.number : nil }
        let run =
            selectedCell.flatMap { cell in state.runs.last { $0.cell == cell } }
            ?? looked.flatMap { number in state.runs.first { $0.number == number } }
        // The list has the active run as it was when it ended.
        return run?.number == state.activeRun?.number ? state.activeRun : run ?? state.activeRun
    }

    /// The runs whose curves are laid over the chart of the one that is shown.
    func compared(_ state: SessionState) -> [LiveRun] {
        let shown = shown(state)?.number
        return state.runs.filter { $0.number != shown && (overlaid.contains($0.number) || $0.number == pinned) }
    }
}
