import Charts
import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// Makes the pictures in the folder `pictures`, each in a light and a dark version, from a network that is trained for
/// it: `UNROLL_WRITE_PICTURES=1 swift test --filter ViewPictures`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["UNROLL_WRITE_PICTURES"] == "1")) struct ViewPicturesTests {
    private func trained(_ cells: String...) -> SessionManager {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
        #expect(manager.state.activeRun?.isOver == true)
        return manager
    }

    private func write(_ name: String, _ state: SessionState, _ model: NotebookModel, _ width: Int = 120, _ height: Int = 40) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../pictures/\(name).svg").standardized.path
        ScreenPicture(state: state, model: model, width: width, height: height).write(to: file, searchPath: nil) { told in
            #expect(told.hasPrefix("The screen "))
        }
        let size = try #require(FileManager.default.attributesOfItem(atPath: file)[.size] as? Int)
        #expect(size < 150_000, "\(name) takes \(size) bytes")
    }

    @Test func viewsOfClassesAndThreeWidths() throws {
        let manager = trained(
            "digits = strokes(train: 1000, test: 200)", "net = gru(32) | last | dense(10)",
            "run = train(net, digits, epochs: 6, optimizer: adam(0.01), batch: 20)", "evaluate(run)")
        let state = manager.state
        var model = NotebookModel()
        for view in [LivePanel.View.example, .activity, .confusion, .gradients, .epochs, .loss] {
            model.view = view
            try write("view-\(view)", state, model)
        }
        #expect(
            eventually {
                manager.lookAgain(at: .contributions(at: nil))
                return manager.state.activeRun?.contributions?.isFinal == true
            })
        model.view = .contributions
        try write("view-contributions", manager.state, model)
        model.view = .example
        for (width, height) in [(80, 30), (180, 50)] { try write("layout-\(width)", state, model, width, height) }
    }

    @Test func viewsOfValues() throws {
        let manager = trained(
            "waves = sines(train: 400, test: 50)", "net = gru(24) | dense(3)",
            "run = train(net, waves, loss: quantiles(0.1, 0.5, 0.9), epochs: 12, optimizer: adam(0.02), batch: 20)", "evaluate(run)")
        #expect(
            eventually {
                manager.lookAgain(at: .forecast)
                return manager.state.activeRun?.forecast?.isFinal == true && manager.state.activeRun?.review?.isFinal == true
            })
        let state = manager.state
        var model = NotebookModel()
        for (view, name) in [
            (LivePanel.View.example, "values"), (.scatter, "scatter"), (.residuals, "residuals"), (.forecast, "forecast"),
            (.errorByStep, "steps"),
        ] {
            model.view = view
            try write("view-\(name)", state, model)
        }
    }

    @Test func theNotebookWhileItTrains() throws {
        var document = Document()
        document.elements = [
            .prose("# Strokes, one row at a time\n\nA network reads a digit row by row, and says after each what it takes it for.")
        ]
        let manager = SessionManager(document: document)
        manager.watch(true)
        for cell in [
            "digits = strokes(train: 2000, test: 500)", "net = gru(48) | dropout(0.2) | last | dense(10)",
            "run = train(net, digits, epochs: 30, optimizer: adam(0.005), batch: 20)", "evaluate(run)", "[run.loss, run.error]",
        ] { manager.submit(cell) }
        #expect(
            eventually {
                manager.state.activeRun.map { $0.snapshot.history.count >= 8 && $0.snapshot.stepwisePrediction != nil } ?? false
            })
        try write("notebook", manager.state, NotebookModel())
        manager.interrupt()
        manager.waitUntilIdle()
    }

    /// The text is the project's own: tests run in its folder.
    @Test func viewOfALanguageModel() throws {
        let manager = trained(
            "words = text(\"README.md\").split(0.9)", "net = embedding(128) | gru(128) | dense(tied: embedding)",
            "run = train(net, words, epochs: 12, optimizer: adam(0.005), batch: 20, steps: 40)", "evaluate(run)")
        try write("view-language", manager.state, NotebookModel())
    }

    @Test func viewOfAttention() throws {
        let manager = trained(
            "digits = strokes(train: 1000, test: 200)", "net = gru(32) | attend(16) | dense(10)",
            "run = train(net, digits, epochs: 6, optimizer: adam(0.01), batch: 20)", "evaluate(run)")
        var model = NotebookModel()
        model.view = .activity
        try write("view-attention", manager.state, model)
    }

    @Test func viewsOfLabels() throws {
        let manager = trained(
            "hand = words(train: 1000, test: 100)", "net = bidirectional(gru(24)) | dense(26)",
            "run = train(net, hand, epochs: 3, optimizer: adam(0.01), batch: 20)", "evaluate(run)")
        var model = NotebookModel()
        try write("view-labels", manager.state, model)
        model.view = .activity
        try write("view-directions", manager.state, model)
    }
}
