import Notebook

/// The page of a made-up example.
extension NotebookController {
    /// Opens it for the run that is shown.
    mutating func openOwn() {
        guard let run = shownRun else {
            model.message = "no run is shown: an example of your own is read by one, as in run = train(net, digits)"
            return
        }
        do throws(OwnExampleProblem) {
            model.own = OwnPage(run, try manager.ownExample(for: run))
        } catch {
            model.message = error.sentence
        }
    }

    /// Obeys a key on the page.
    mutating func makeUp(_ key: Key) {
        model.message = nil
        if model.own?.type(key) == true { return }
        _ = act(on: key)
    }
}
