import Charts
import Testing

@testable import Notebook
@testable import TerminalUI

/// The remarks in a run's panel: available views, views that wait for a test, and what is left out.
@Suite struct PanelRemarksTests {
    private func text(_ run: LiveRun, _ view: LivePanel.View, _ width: Int, _ height: Int) -> String {
        var canvas = Canvas(width: width, height: height)
        LivePanel(run: run, view: view).draw(&canvas, in: canvas.area, TerminalStyle())
        return canvas.text
    }

    /// What a score was measured on is named where that is not what the run is tested on, as far as there is room.
    @Test func theScoreOfAValidationPartIsNamed() {
        var run = Pictures.run(steps: 450)
        #expect(text(run, .loss, 80, 20).contains("  error "))
        run.checkedPart = .validation
        #expect(text(run, .loss, 80, 20).contains("  validation error "))
        let narrow = text(run, .loss, 46, 20).split(separator: "\n").first { $0.contains("error") } ?? ""
        #expect(!narrow.contains("validation") && narrow.contains("rate"), "\(narrow)")
    }

    /// Of values that belong to a sequence as a whole, what is predicted at the step that is shown counts: provisional answers do not.
    @Test func whatAnErrorIsAMeanOfIsNamed() {
        var sequence = SequencePicture(
            name: "months[9]", steps: 3, input: .channels([0, 1, 2], width: 1), truth: .sequenceValues([1, 2]), classNames: [])
        let outputs = StepwiseOutputs(values: [9, 9, 5, 5, 2, 4], steps: 3, width: 2)
        func text(_ cursor: Int?) -> String {
            var canvas = Canvas(width: 100, height: 20)
            ValueChart(sequence: sequence, outputs: outputs, cursor: cursor).draw(&canvas, in: canvas.area, TerminalStyle())
            return canvas.text
        }
        #expect(text(nil).contains("mean error 1.5000 over 2 values") && text(1).contains("mean error 3.5000 over 2 values"))
        sequence.truth = .stepValues([9, 9, 5, 5, 2, 1], width: 2)
        #expect(text(1).contains("mean error 0.5000 over 3 steps"))
        let forecast = self.text(Pictures.valueRun(), .forecast, 90, 30)
        #expect(forecast.contains(" over 15 steps"), "\(forecast)")
    }

    /// Views of a test are absent if there will never be one, and wait for one that will come.
    @Test func viewsOfATestNeedOne() {
        var run = Pictures.run(steps: 50)
        #expect(LivePanel.View.applying(to: run).contains(.confusion) && LivePanel.View.applying(to: run).contains(.errorByStep))
        for view in [LivePanel.View.confusion, .errorByStep] {
            #expect(text(run, view, 54, 38).contains("the first test follows epoch 1"), "\(view)")
        }
        run.checkedPart = .train
        #expect(!LivePanel.View.applying(to: run).contains(.confusion) && !LivePanel.View.applying(to: run).contains(.errorByStep))
        #expect(LivePanel.View.epochs.numberedTitle(of: run) == "4/5 epochs")
        var ended = Pictures.run(steps: 50)
        ended.snapshot.phase = .stopped
        #expect(!LivePanel.View.applying(to: ended).contains(.confusion))
    }

    /// The meaning of the epochs' bars and of the dot, and the number of epochs that do not fit.
    @Test func epochsSayWhatTheyShow() {
        let run = Pictures.run(steps: 450)
        #expect(text(run, .epochs, 54, 38).contains("bar: test error  ● best\n"))
        #expect(text(Pictures.run(steps: 900), .epochs, 78, 8).contains("● best  … "))
        var untested = run
        for place in untested.snapshot.history.indices { untested.snapshot.history[place].test = nil }
        let lines = text(untested, .epochs, 54, 38)
        #expect(lines.contains("bar: train loss\n") && !lines.contains("best"))
    }

    /// Beside the cells, an example has its number and title, and the number of its classes that are shown.
    @Test func smallPanelsSayWhatTheyLeaveOut() {
        let beside = text(Pictures.run(), .example, 78, 8)
        #expect(beside.contains("1/7 example  ") && beside.contains("3 of 10"), "\(beside)")
        let full = text(Pictures.run(), .example, 80, 21)
        #expect(full.contains("5 of 10 classes") && full.contains("100 %  ▸ true"), "\(full)")
    }
}
