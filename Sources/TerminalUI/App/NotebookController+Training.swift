import Notebook
import TextFormatting

/// What is done to the run that trains, and what came of it.
extension NotebookController {
    /// Whether a run trains that can be told something; says so where none does.
    mutating func hasRunToSteer() -> Bool {
        if let run = manager.state.activeRun, !run.isOver { return true }
        model.message = "Nothing is training."
        return false
    }

    /// Whether runs are kept beside the session's file; says so where they are not.
    mutating func keepsRuns() -> Bool {
        if !manager.keepsRuns { model.message = "No run of this session is stored." }
        return manager.keepsRuns
    }

    mutating func askForRate(_ rate: Float) {
        guard hasRunToSteer() else { return }
        rateRequest = manager.askForLearningRate(rate)
        model.message = "The learning rate will be \(rate) from the next step on, if there is one."
        followRate()
    }

    /// Says what came of a learning rate that was asked for, once that is known.
    mutating func followRate() {
        guard let request = rateRequest else { return }
        switch request.outcome {
        case .waits: return
        case .counts(let step): model.message = "The learning rate is \(request.rate) from step \(Figures.grouped(step)) on."
        case .sameAsBefore: model.message = "The learning rate is already \(request.rate)."
        case .tooLate:
            model.message = "The learning rate was not changed: \(request.name) ended before another step."
        }
        rateRequest = nil
    }
}
