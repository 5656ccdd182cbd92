import Foundation
import TestSupport
import Testing

@testable import Notebook

/// The sessions that are shipped, and those of the README, work as described.
@Suite struct ShippedSessionsTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func document(_ name: String) throws -> Document {
        try Document.read(from: Self.package.appending(path: name).path)
    }

    private func run(_ document: Document, _ overrides: [String: String] = [:]) -> SessionManager {
        let manager = SessionManager(document: document, location: nil, overrides: overrides)
        manager.runAll()
        manager.waitUntilIdle()
        return manager
    }

    private func expectAllDone(_ manager: SessionManager) {
        #expect(manager.state.cells.contains { $0.kind == .code })
        for cell in manager.state.cells where cell.kind == .code {
            #expect(cell.status == .done, "\(cell.source)\n\(cell.output.plain)")
        }
    }

    private func expectSameOutputs(_ name: String, _ overrides: [String: String] = [:]) throws {
        let recorded = try document(name)
        let check = ReplayCheck(recorded: recorded, now: run(recorded, overrides).document)
        #expect(check.differences == 0 && check.notRecorded == 0, "\(check.report(name: name))")
    }

    @Test func cellsOfTheReadmeRun() throws {
        expectAllDone(run(try document("README.md")))
    }

    @Test func theReadmeHasTwoCommands() throws {
        let text = try document("README.md").text
        #expect(text.components(separatedBy: "```sh\n").count == 3)
    }

    @Test(arguments: ["first-light", "choosing", "variable-lengths", "sequence-labelling", "forecasting"]) func replays(_ name: String)
        throws
    {
        try expectSameOutputs("sessions/\(name).md")
    }

    /// The whole session takes more than a minute on some machines: less data, and only outputs that do not depend on
    /// it are compared.
    @Test func sequenceClassificationRuns() throws {
        let recorded = try document("sessions/sequence-classification.md")
        #expect(recorded.cells.allSatisfy { $0.output != nil })
        let manager = run(
            recorded,
            ["digits": "strokes(train: 400, test: 100)", "run": "train(net, digits, epochs: 1, batch: 100, optimizer: rmsprop(0.003))"])
        expectAllDone(manager)
        let summary = try #require(recorded.cells.firstIndex { $0.source.hasPrefix("net =") })
        #expect(manager.document.cells[summary].output == recorded.cells[summary].output)
    }

    /// Training takes more than a minute: less data, and only outputs that do not depend on it are compared.
    @Test func handwritingRuns() throws {
        let recorded = try document("sessions/handwriting.md")
        #expect(recorded.cells.allSatisfy { $0.output != nil })
        let manager = run(
            recorded,
            [
                "hand": "words(train: 20, test: 10, unsegmented: true)", "run": "train(net, hand, epochs: 1, batch: 10, loss: ctc)",
            ])
        expectAllDone(manager)
        let summary = try #require(recorded.cells.firstIndex { $0.source.hasPrefix("net =") })
        #expect(manager.document.cells[summary].output == recorded.cells[summary].output)
    }

    private static let vowels = sharedFile("data/japanese-vowels")?.path

    @Test(.enabled(if: vowels != nil, "the data is not here")) func speakersReplays() throws {
        try expectSameOutputs("sessions/speakers.md", ["folder": "\"\(Self.vowels ?? "")\""])
    }
}
