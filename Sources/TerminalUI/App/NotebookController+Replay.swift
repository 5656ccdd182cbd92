import Notebook

/// A session that is played.
extension NotebookController {
    mutating func play(_ seconds: Double) {
        guard var player, !player.isFinished else { return }
        model.editor.replace(with: player.advance(seconds, manager))
        model.replay = player.description
        self.player = player
        if player.isFinished { endReplay() }
    }

    /// What is typed is the user's from now on.
    mutating func endReplay() {
        model.replay = nil
        model.editor.replace(with: "")
        model.message = player?.verdict(manager) ?? "the replay was ended; the notebook is yours"
    }
}
