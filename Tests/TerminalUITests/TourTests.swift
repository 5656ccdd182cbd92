import Foundation
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

@Suite struct TourTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The shipped session is the tour with the output of its cells, and its last evaluation has an error below 10 %.
    @Test func theShippedSessionIsTheTour() throws {
        let shipped = try Document.read(from: Self.package.appending(path: "sessions/tour.md").path)
        #expect(shipped.cells.map(\.source) == Tour.document.cells.map(\.source))
        #expect(shipped.cells.allSatisfy { $0.output != nil })
        func prose(_ document: Document) -> [String] {
            document.elements.compactMap {
                if case .prose(let text) = $0 { text.trimmingCharacters(in: .whitespacesAndNewlines) } else { nil }
            }
        }
        #expect(prose(shipped).filter { !$0.isEmpty } == prose(Tour.document).filter { !$0.isEmpty })
        let evaluation = try #require(shipped.cells.first { $0.source == "evaluate(more)" }?.output)
        let error = try #require(evaluation.split(separator: "\n").first { $0.hasPrefix("error") })
        #expect(Double(error.split(separator: " ")[1]).map { $0 < 10 } == true)
    }

    @Test func theTourIsAskedFor() {
        var controller = NotebookController(SessionManager(document: Document("")), history: History(file: nil))
        controller.type(":tour")
        controller.press(.enter)
        let wanted = (controller.takeWantedTour(), controller.takeWantedTour())
        #expect(wanted == (.asItWasLeft, nil))
        controller.type(":tour!")
        controller.press(.enter)
        #expect(controller.wantedTour == .anew)
    }

    /// Work on the tour is kept when it is opened again, until it is restarted.
    @Test func theTourGoesOnWhereItWasLeft() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "state/tour.md").path
            func opened(_ start: Tour.Start) -> SessionManager { SessionManager(Tour.opened(start, at: path)) }
            func sources(_ manager: SessionManager) -> [String] { manager.state.cells.filter { $0.kind == .code }.map(\.source) }
            let begun = Tour.document.cells.map(\.source)
            let first = opened(.asItWasLeft)
            #expect(sources(first) == begun && !first.state.isModified)
            first.submit("own = 1")
            first.waitUntilIdle()
            // Another notebook has its own tour meanwhile.
            #expect(sources(opened(.asItWasLeft)) == begun)
            #expect(first.flush() == nil)
            first.close()
            let second = opened(.asItWasLeft)
            #expect(sources(second) == begun + ["own = 1"] && second.state.isModified && second.state.location == nil)
            second.close()
            let third = opened(.anew)
            #expect(sources(third) == begun && !third.state.isModified)
            third.close()
            // If its file cannot be written, the tour is not kept.
            #expect(Tour.opened(.asItWasLeft, at: path + "/tour.md").document.cells.count == Tour.document.cells.count)
        }
    }

    @Test func theEndOfALongRunIsTold() {
        var notice = EndNotice()
        let start = ContinuousClock.now
        var run = Pictures.run()
        #expect(notice.look(at: nil, now: start) == nil)
        #expect(notice.look(at: run, now: start) == nil)
        #expect(notice.look(at: run, now: start + .seconds(29)) == nil)
        var ended = run
        ended.snapshot.phase = .finished
        #expect(notice.look(at: ended, now: start + .seconds(31)) == "run finished, error 12.50 %")
        #expect(notice.look(at: ended, now: start + .seconds(32)) == nil)
        // A short one is not.
        run.number = 7
        ended.number = 7
        #expect(notice.look(at: run, now: start + .seconds(40)) == nil)
        #expect(notice.look(at: ended, now: start + .seconds(60)) == nil)
    }

    @Test func aCellIsCopied() {
        var controller = NotebookController(SessionManager(document: Document("```unroll\na = 1\n```\n")), history: History(file: nil))
        controller.press(.escape)
        controller.type("Y")
        let taken3 = controller.takeWantedCopy()
        #expect(taken3 == "a = 1")
        let taken4 = controller.takeWantedCopy()
        #expect(taken4 == nil)
    }
}
