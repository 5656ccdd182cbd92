import Notebook

/// The page of a made-up example.
extension NotebookController {
    /// Opens it for the run that is shown.
    mutating func openOwn() {
        guard let run = shownRun else {
            model.message = "No run is shown yet; your own example needs one to read it, such as run = train(net, digits)."
            return
        }
        do throws(OwnExampleProblem) {
            model.own = OwnPage(run, try manager.ownExample(for: run), kept: model.ownKept[OwnPage.key(of: run)])
        } catch {
            model.message = error.sentence
        }
    }

    /// Obeys a key on the page.
    mutating func makeUp(_ key: Key) {
        model.message = nil
        if model.own?.type(key) == true {
            model.message = model.own?.refusal
            return
        }
        if !act(on: key) { sayMeaningless(key) }
    }

    /// Obeys the mouse on the page: it draws, or takes away with the right button, Alt or Ctrl.
    ///
    /// - Returns: whether it means anything to what is made up; the keys of the last line are pressed as everywhere.
    mutating func makeUp(_ event: MouseEvent, at place: ScreenPlace) -> Bool {
        if case .hint = place { return false }
        switch event.kind {
        case .press, .drag:
            guard case .own(let own) = place else {
                // Outside nothing is drawn, and what comes back in begins a new line.
                model.own?.release()
                return true
            }
            if event.kind == .press {
                model.own?.release()
                model.message = nil
            }
            model.own?.point(own, erases: event.erases)
        case .release: model.own?.release()
        // What lies below is not scrolled.
        case .wheelUp, .wheelDown: break
        }
        return true
    }

    /// One level up: from a letter that is drawn to the word, from the page to the notebook.
    mutating func leaveOwn() {
        guard model.own?.stopDrawing() != true, let own = model.own else { return }
        model.ownKept[own.key] = own.kept
        model.own = nil
    }

    /// Undoes the latest change, or does again what was undone last.
    mutating func takeBackOwn(redoes: Bool) {
        guard model.own?.takeBack(redoes: redoes) == false else { return }
        model.message = redoes ? "There is nothing to redo." : "There is nothing to undo."
    }

    /// Explains the keys of the page.
    mutating func explainOwn() {
        model.page = .init(contents: model.own?.typing.map(NotebookModel.Page.Contents.keysOfTyping) ?? .keysOf(.own))
    }
}
