import Notebook
import TextFormatting

extension LivePanel.View {
    /// How to read the view, as lines of a page.
    func explanation(of run: LiveRun) -> String {
        let paragraphs = [reading] + (self == .loss ? [] : [Self.loss.reading])
        let lines = paragraphs.flatMap { Paragraph.lines($0, width: KeyHelp.width) + [""] }
        return ([numberedTitle(of: run), ""] + lines.dropLast()).joined(separator: "\n")
    }

    private var reading: String {
        switch self {
        case .example:
            "The example that is watched, and below it what the network would answer if it ended at each step: a row an answer, a column a step. "
                + "The figure at the right is of the last step, or of the one that < and > look at. A mark stands before what is true. "
                + "Of values, the curves are what is true and what is said; of a text, each line is a character with what was expected of it. "
                + "A picture that is read row by row lies on its side, since steps go to the right. ] and [ watch other examples."
        case .activity:
            "What each recurrent layer holds while it reads the example: a row a unit, a column a step; of many units, as many are shown as "
                + "there is room for, evenly among all. A state is between -1 and 1 and coloured by its sign, a gate between 0, closed, and 1, "
                + "open; the scales at the right show how. Layers that read both ways have a state for each direction, and their gates are not "
                + "kept. A layer of which hardly a unit changes has learned nothing of the steps between."
        case .confusion:
            "How often each class was taken for which, in the latest test: a row is what is true, a column what was said. Right answers stand "
                + "on the diagonal; what is large beside it is mistaken for one another. At the right, the share of each class that was wrong."
        case .gradients:
            "How strongly the last step pulls at the weights of each layer: the norm of the gradient of their loss, before clipping. A layer whose "
                + "bar stays near nothing does not learn; one of many times the others\u{2019} is why `clip: 1` helps. Below, the same over the steps, "
                + "in powers of ten, a colour a layer; ticks on the axis stand where the gradient was clipped. What was before a run was read "
                + "from a file is not known."
        case .errorByStep:
            "The share of wrong answers at each step of the sequences, over all that were tested. It falls as the network has read more; where "
                + "it rises again, what was read is forgotten."
        case .epochs:
            "The losses after each epoch, in training and where it was checked, with the error there; the bar is that error. A dot marks the epoch "
                + "with the least loss. A loss that goes on falling in training and rises in testing tells of a network that learns by heart."
        case .loss:
            "The loss: the steps of training from left to right, the loss upwards. The line is training, the points are what each epoch was "
                + "checked on, and the dot is the best of them; behind them in grey lie single steps. Lines of dots across the chart mark "
                + "what was changed. The ticks below are ends of epochs. The scale is named above the chart and changes by a key alone."
        }
    }
}
