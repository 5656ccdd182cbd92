import Foundation
import Notebook

/// What the live view takes of training: the same run unwatched, and watched on a large screen at the pace of the notebook.
public struct LiveViewBenchmark: Sendable {
    /// Training steps a second.
    public var unwatched: Double
    public var watched: Double

    /// What watching takes of the steps.
    public var fraction: Double { 1 - watched / unwatched }

    // Batches of 10, so that a second has more than a hundred steps and a step more or less does not count.
    private static let cells = [
        "digits = strokes(train: 4000, test: 100)",
        "net = gru(200) | dropout(0.5) | gru(200) | dropout(0.5) | gru(200) | dropout(0.5) | last | dense(10)",
        "run = train(net, digits, epochs: 100000, batch: 10, optimizer: rmsprop(0.003))",
    ]

    /// Takes about so many seconds, half of them watched, in turns of a second.
    public static func measure(seconds: Double) -> LiveViewBenchmark {
        let manager = SessionManager(document: Document(), location: nil)
        for cell in cells { manager.submit(cell) }
        defer {
            manager.interrupt()
            manager.waitUntilIdle()
        }
        while manager.state.activeRun.map({ $0.snapshot.step < 20 }) ?? true { Thread.sleep(forTimeInterval: 0.02) }
        var screen = OffscreenNotebook(manager, width: 120, height: 40)
        var rates: [[Double]] = [[], []]
        for turn in 0..<max(4, Int(seconds)) {
            let isWatched = !turn.isMultiple(of: 2)
            manager.watch(isWatched)
            let start = ContinuousClock.now, first = step(manager)
            while ContinuousClock.now - start < .seconds(1) {
                if isWatched { screen.draw() }
                Thread.sleep(forTimeInterval: NotebookApp.secondsPerFrame)
            }
            let elapsed = (ContinuousClock.now - start).components
            rates[isWatched ? 1 : 0].append(Double(step(manager) - first) / (Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18))
        }
        let medians = rates.map { $0.sorted()[$0.count / 2] }
        return LiveViewBenchmark(unwatched: medians[0], watched: medians[1])
    }

    private static func step(_ manager: SessionManager) -> Int { manager.state.activeRun?.snapshot.step ?? 0 }
}

/// A notebook's screen without a terminal.
private struct OffscreenNotebook {
    let manager: SessionManager
    let area: Rectangle
    let look = Look()
    private var cells = CellListCache()

    init(_ manager: SessionManager, width: Int, height: Int) {
        self.manager = manager
        area = Rectangle(x: 0, y: 0, width: width, height: height)
    }

    mutating func draw() {
        let state = manager.state
        var buffer = ScreenBuffer(width: area.width, height: area.height)
        let list = cells.list(of: state, width: NotebookScreen.listWidth(area, hasRun: state.activeRun != nil), look: look)
        NotebookScreen(state: state, model: NotebookModel(), look: look).draw(&buffer, list: list)
    }
}
