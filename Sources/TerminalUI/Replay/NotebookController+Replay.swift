import Notebook
import TextFormatting

/// A session that is played.
extension NotebookController {
    /// Whether one is played now.
    var isReplaying: Bool { player?.isFinished == false }

    mutating func play(_ seconds: Double) {
        guard var player, !player.isFinished else { return }
        model.editor.replace(with: player.advance(seconds, manager))
        (model.replay, model.replaySpeed, model.isReplayPaused) = (player.description, player.saidSpeed, player.isPaused)
        self.player = player
        if player.isFinished { endReplay() }
    }

    /// Obeys a key while a session is played: what only looks at it works as always.
    mutating func steerReplay(_ key: Key) {
        if player?.handle(key) == true {
            if player?.isFinished == true { endReplay() }
            return
        }
        switch key {
        case .character("g"): openReplayedCells()
        case .character("t"): takeOverReplay()
        default:
            guard case .action(let command) = model.keys.match([key], in: .type), let action = Action.named(command.name),
                action.group == .panel || ["help", "mouse", "quit"].contains(action.name)
            else { return }
            perform(action, command.argument)
        }
    }

    /// What is typed is the user's from now on.
    mutating func endReplay() {
        player?.end(manager)
        model.replay = nil
        model.editor.replace(with: "")
        model.message = player?.verdict(manager) ?? "The replay has ended; the notebook is yours, and `:save` keeps it."
        replayedSources = manager.state.cells.map(\.source)
    }

    /// Whether a replay has ended and what it left has no file.
    var isAfterReplay: Bool { player?.isFinished == true && manager.state.location == nil }

    /// The file for what was changed since a replay ended, which has none; nil where nothing was.
    var branchOfChangedReplay: String? {
        isAfterReplay && manager.state.cells.map(\.source) != replayedSources ? BranchName.free(of: replayedFile) : nil
    }

    /// Gives the session a file.
    ///
    /// - Returns: whether that could be; why not is said.
    mutating func keepReplay(in path: String) -> Bool {
        do throws(DocumentError) {
            try manager.save(to: path)
            return true
        } catch {
            model.message = error.description
            return false
        }
    }

    // MARK: Going to a cell

    private mutating func openReplayedCells() {
        guard let player else { return }
        model.picker = Picker(replayed: player.recorded.cells.map(\.source))
        model.picker?.choose(at: player.currentCell)
    }

    /// - Parameter number: among the cells, from 0.
    mutating func goInReplay(to number: Int) {
        guard isReplaying else { return }
        player?.go(to: number, manager)
    }

    // MARK: Taking over

    /// The user goes on from where the replay is, in a file of its own beside the one that was played.
    private mutating func takeOverReplay() {
        player?.end(manager)
        model.replay = nil
        model.mode = .typing
        let path = BranchName.free(of: replayedFile)
        let missing = player?.cellsToCome ?? 0
        do throws(DocumentError) {
            try manager.save(to: path)
            model.message =
                "\(path) is yours from here on" + (replayedFile.map { "; \($0) stays as it was" } ?? "")
                + (missing > 0 ? ", and its last \(Figures.count(missing, "cell")), not yet played, were left out." : ".")
        } catch {
            model.message = "From here on it is yours, but it has no file: \(error.description) `:save other.md` keeps it."
        }
        isHintOutdated = true
    }
}
