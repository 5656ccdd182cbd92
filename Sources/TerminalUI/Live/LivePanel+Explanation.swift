import Notebook

extension LivePanel.View {
    /// How to read the view: its title, then paragraphs.
    func explanation(of run: LiveRun) -> [String] {
        [numberedTitle(of: run), reading] + (self == .loss ? [] : [Self.loss.reading])
    }

    /// The key that leads to what is wrong.
    private var wrong: String { "E (Alt-E while text is typed)" }

    private var reading: String {
        switch self {
        case .example:
            "The example that is watched, and below it what the network would answer if it ended at each step: one row for each "
                + "answer, one column for each step. The figure at the right is that of the last step, or of the one chosen with < and >, which a pointer below marks. A "
                + "mark stands before what is true. For values, the curves show what is true and what is said; for a text, each line is a "
                + "character with what was expected in its place. A picture that is read row by row lies on its side, because steps go to "
                + "the right. ] and [ show other examples."
        case .activity:
            "What each recurrent layer holds while it reads the example: one row for each unit, one column for each step; of many "
                + "units, as many are shown as there is room for, evenly spaced; their numbers stand before the rows, or in the title. A state, and the candidate for the next one, are between "
                + "-1 and 1 and coloured by their sign, a gate between 0, closed, and 1, open; the scales at the right show how. In a gru, "
                + "an open reset gate lets the candidate see the old state, and an open update gate keeps that state; in an lstm, the input "
                + "gate lets the candidate into the cell, the forget gate keeps what the cell held, and the output gate shows it. Layers "
                + "that read both ways have all of this once for each direction. Weights of attention are shown beside the greatest of "
                + "them. Attention that is the same everywhere, or a layer whose units hardly change, has learned nothing of the steps "
                + "between. The pointer below marks the step that is looked at."
        case .confusion:
            "How often each true class was taken for each class, in the latest test: rows are what is true, columns what was said. "
                + "Right answers stand on the diagonal; large numbers beside it are classes that are mistaken for one another. A dot is "
                + "none; at the right is the share of each class that was wrong. < and > select the pairs that are confused most, and "
                + "\(wrong) leads to their examples, as a click does: ] and [ go through them."
        case .scatter:
            "Each value of the examples that the run is checked on: what is true to the right, what was said of it upwards. On the "
                + "grey line both are the same; above it too much was said, below it too little. A flat cloud has learned nothing but the "
                + "mean. Larger points belong to the example that is watched. The large dot is the value that is farthest off; \(wrong) "
                + "goes to its example, and then to the next. While the run trains, all of them are looked at now and then, and the title "
                + "says after which step."
        case .residuals:
            "What is true minus what was said, over the steps, or over what is true where there are no steps: on the grey line "
                + "nothing is wrong. A curve or a funnel means that something is left to be learned. With several values at a step, the "
                + "line is their mean. The bars at the right count how many are as far off as their row; the number below them is that of "
                + "the longest. Larger points belong to the example that is watched. The large dot is the value that is farthest off; "
                + "\(wrong) goes to its example, and then to the next."
        case .forecast:
            "How the example that is watched goes on. From the thin line on, the network reads its own predictions as if they had "
                + "come true; beside them stand what is true, as far as that is known, and what it says one step ahead, knowing everything "
                + "before. A network that leaves the truth only when it runs free has learned to repeat the last value. A grey band lies "
                + "between the lowest and the highest of the quantiles that are predicted; that of each step assumes that the middle ones "
                + "before have come true. ] and [ show other examples."
        case .contributions:
            "How much each step of the example that is watched contributes to what is said of it, at the last step or at the one chosen with < and >. "
                + "The curve has all steps; those that count most stand below it, each with its share. Steps marked ▲ (+ where signs are plain) speak for the answer, "
                + "steps marked ▼ (-) against it; together they make up the difference between what is said of the example and what "
                + "is said of zeros in its place, as integrated gradients have it. `explain(run, ...)` lists the same, number by number. ] and [ show "
                + "other examples."
        case .gradients:
            "How strongly the last step pulls at the weights of each layer: the norm of the gradient of their loss, before clipping. A layer whose "
                + "bar stays near nothing does not learn; one many times as long as the others is why `clip: 1` helps. Below, the same over the steps, "
                + "in powers of ten, one colour for each layer; ticks of the axis that point up stand where the gradient was clipped. It is kept with the run."
        case .errorByStep:
            "The share of wrong answers at each step of the sequences, over all that were tested, or, for values, the root of their mean squared "
                + "error (RMSE), in their own units. It falls as the network reads more; where it rises again, something that was read is forgotten. The bars "
                + "below count the sequences that reach the step: where they are few, the curve is a matter of chance. < and > read the figures of "
                + "one step."
        case .epochs:
            "The losses after each epoch, in training and where it was checked, with the error there; the bar is that error, or the loss where values are predicted. A dot marks the epoch "
                + "with the least loss. A loss that goes on falling in training and rises in testing shows that the network learns by heart."
        case .loss:
            "The loss: steps of training go to the right, the loss upwards. The line is training, the points are what each epoch was "
                + "checked on, and the dot is the best of them; single steps lie behind them in grey. Lines of dots across the chart mark "
                + "what was changed. Ticks of the axis that point up are ends of epochs, those that point down stand above their number. The scale is named above the chart and changes only by a key."
        }
    }
}
