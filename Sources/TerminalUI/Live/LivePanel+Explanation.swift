import Notebook
import TextFormatting

extension LivePanel.View {
    /// How to read the view, as lines of a page.
    func explanation(of run: LiveRun) -> String {
        let paragraphs = [reading] + (self == .loss ? [] : [Self.loss.reading])
        let lines = paragraphs.flatMap { Paragraph.lines($0, width: KeyHelp.width) + [""] }
        return ([numberedTitle(of: run), ""] + lines.dropLast()).joined(separator: "\n")
    }

    /// The key that leads to what is wrong.
    private var wrong: String { "E (Alt-E while text is typed)" }

    private var reading: String {
        switch self {
        case .example:
            "The example that is watched, and below it what the network would answer if it ended at each step: a row an answer, a column a step. "
                + "The figure at the right is of the last step, or of the one that < and > look at, which a pointer below the steps marks. A mark stands before what is true. "
                + "Of values, the curves are what is true and what is said; of a text, each line is a character with what was expected of it. "
                + "A picture that is read row by row lies on its side, since steps go to the right. ] and [ watch other examples."
        case .activity:
            "What each recurrent layer holds while it reads the example: a row a unit, a column a step; of many units, as many are shown as "
                + "there is room for, evenly among all. A state, and the candidate for the next one, are between -1 and 1 and coloured by their "
                + "sign, a gate between 0, closed, and 1, open; the scales at the right show how. Of gru, an open reset gate lets the candidate see "
                + "the old state, and an open update gate keeps that state; of lstm, the input gate lets the candidate into the cell, the forget "
                + "gate keeps what the cell held, and the output gate shows it. Layers that read both ways have all of this once for each "
                + "direction. Weights of attention are shown beside the greatest of them. Attention that is the same everywhere, or a layer of "
                + "which hardly a unit changes, has learned nothing of the steps between. A pointer below marks the step that < and > look at."
        case .confusion:
            "How often each class was taken for which, in the latest test: a row is what is true, a column what was said. Right answers stand "
                + "on the diagonal; what is large beside it is mistaken for one another. A dot is none; at the right is the share of each class that was wrong. "
                + "< and > select the pairs that are confused most, and \(wrong) leads to their examples, as a click does: ] and [ go through them."
        case .scatter:
            "Each value of the examples that the run is checked on: to the right what is true, upwards what was said of it. On the grey line both "
                + "are the same; above it too much was said, below it too little. A flat cloud has learned the mean alone. Larger points are of the example that is watched. The large dot is the "
                + "value that is farthest off; \(wrong) goes to its example, and then to the next. While the run trains it is looked at all of them "
                + "now and then, and the title says after which step."
        case .residuals:
            "What is true less what was said, over the steps, or over what is true where there are no steps: on the grey line nothing is "
                + "wrong. Where a curve or a funnel is seen, something is left to be learned. Of several values at a step the line is their mean. "
                + "The bars at the right count how many are as far off as their row; the number below them is that of the longest. Larger points are of the example that is watched. The large dot "
                + "is the value that is farthest off; \(wrong) goes to its example, and then to the next."
        case .forecast:
            "How the example that is watched goes on. From the thin line on, the network reads its own words as if they had come true; beside it "
                + "stand what is true, as far as that is known, and what it says one step ahead, knowing all before. What runs away from the truth "
                + "only free-running has learned to repeat the last value. A grey band lies between the lowest and the highest of the quantiles "
                + "that are said, of each step where the middle ones before have come true. ] and [ watch other examples."
        case .gradients:
            "How strongly the last step pulls at the weights of each layer: the norm of the gradient of their loss, before clipping. A layer whose "
                + "bar stays near nothing does not learn; one of many times the others\u{2019} is why `clip: 1` helps. Below, the same over the steps, "
                + "in powers of ten, a colour a layer; ticks on the axis stand where the gradient was clipped. It is kept with the run."
        case .errorByStep:
            "The share of wrong answers at each step of the sequences, over all that were tested, or of values the root of their mean squared "
                + "error, in their own units. It falls as the network has read more; where it rises again, what was read is forgotten. The bars "
                + "below count the sequences that reach the step: where they are few, the curve is a matter of chance. < and > read the figures of "
                + "one step."
        case .epochs:
            "The losses after each epoch, in training and where it was checked, with the error there; the bar is that error, or the loss where values are predicted. A dot marks the epoch "
                + "with the least loss. A loss that goes on falling in training and rises in testing tells of a network that learns by heart."
        case .loss:
            "The loss: the steps of training from left to right, the loss upwards. The line is training, the points are what each epoch was "
                + "checked on, and the dot is the best of them; behind them in grey lie single steps. Lines of dots across the chart mark "
                + "what was changed. The ticks below are ends of epochs. The scale is named above the chart and changes by a key alone."
        }
    }
}
