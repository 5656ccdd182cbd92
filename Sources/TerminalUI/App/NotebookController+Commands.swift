import Notebook
import TextFormatting

/// What commands do, whether they are typed after a colon or have a key.
extension NotebookController {
    mutating func obey(_ command: Command?, _ argument: String) {
        if let command, command.steersRun, manager.state.isFollowed {
            model.message = "this run is another notebook's; `:take` takes the session over"
            return
        }
        switch command {
        case .save, .saveAnyway:
            try? manager.save(to: argument.isEmpty ? nil : argument, overwriting: command == .saveAnyway)
            model.message = manager.state.message
        case .open:
            let path = argument.trimmingPrefix { $0 == " " }
            if path.isEmpty { model.message = ":open needs a file, as in :open session.md" } else { wantedFile = String(path) }
        case .take: wantsToTake = true
        case .run:
            manager.runAll()
            model.scroll = 0
        case .stale:
            manager.runStale()
            model.scroll = 0
        case .undo: undo()
        case .redo: redo()
        case .pause: if manager.state.activeRun?.phase == .paused { manager.resume() } else { manager.pause() }
        case .resume: manager.resume()
        case .stop: manager.stop()
        case .rate:
            if let rate = Float(argument), rate.isFinite, rate > 0 {
                manager.setLearningRate(rate)
                model.message = "learning rate \(rate) from the next step on"
            } else {
                model.message = ":rate needs a positive number, as in :rate 0.001"
            }
        case .next: manager.nextExample()
        case .previous: manager.previousExample()
        case .watch:
            if let index = Int(argument) {
                manager.watch(example: index)
            } else {
                model.message = ":watch needs a number, as in :watch 17"
            }
        case .view: model.view = model.view.next
        case .delete:
            guard case .browsing(let cell) = model.mode else {
                model.message = "Esc, then j and k, select the cell to remove"
                return
            }
            remove(cell)
        case .interrupt: manager.interruptRunning()
        case .help: model.page = .init(contents: .help)
        case .runs:
            guard manager.keepsRuns else {
                model.message = "nothing is kept of this session's runs"
                return
            }
            manager.lookForKeptRuns()
            model.page = .init(contents: .keptRuns)
        case .forget:
            let name = argument.filter { $0 != " " }
            if name.isEmpty {
                model.message = ":forget needs a run's name, as `:runs` lists them, or the word all"
            } else {
                manager.forgetRun(name == "all" ? nil : name)
            }
        case .limit:
            if let bytes = Figures.bytes(from: argument), !argument.isEmpty {
                manager.limitRuns(toBytes: bytes)
            } else {
                model.message = ":limit needs a size, as in :limit 500 MB"
            }
        case .quit: quit()
        case .leave: leaving = .discarding
        case nil: break
        }
    }
}
