import Charts
import Foundation
import Notebook
import Testing

@testable import TerminalUI

/// Makes the pictures of the folder `pictures`, each for light and for dark surroundings, of a network that is trained for it:
/// `UNROLL_WRITE_PICTURES=1 swift test --filter ViewPictures`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["UNROLL_WRITE_PICTURES"] == "1")) struct ViewPicturesTests {
    @Test func allViewsAndThreeWidths() {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        let cells = [
            "digits = strokes(train: 1000, test: 200)", "net = gru(32) | last | dense(10)",
            "run = train(net, digits, epochs: 6, optimizer: adam(0.01), batch: 20)", "evaluate(run)",
        ]
        for cell in cells { manager.submit(cell) }
        manager.waitUntilIdle()
        let state = manager.state
        #expect(state.activeRun?.isOver == true)
        var model = NotebookModel()
        func write(_ name: String, _ width: Int, _ height: Int) {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../pictures/\(name).svg").standardized.path
            #expect(ScreenPicture(state: state, model: model, width: width, height: height).write(to: file).hasPrefix("The screen is in"))
        }
        for view in LivePanel.View.applying(to: state.activeRun) {
            model.view = view
            write("view-\(view)", 120, 40)
        }
        model.view = .example
        for (width, height) in [(80, 30), (120, 40), (180, 50)] { write("layout-\(width)", width, height) }
    }
}
