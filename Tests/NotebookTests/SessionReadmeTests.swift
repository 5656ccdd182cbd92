import Foundation
import Testing

@testable import Notebook

@Suite struct SessionReadmeTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func document(_ name: String) throws -> Document {
        try Document.read(from: Self.package.appending(path: name).path)
    }

    @Test func cellsOfTheReadmeRun() throws {
        let manager = SessionManager(document: try document("README.md"), location: nil)
        #expect(manager.state.cells.contains { $0.kind == .code })
        manager.runAll()
        manager.waitUntilIdle()
        for cell in manager.state.cells where cell.kind == .code {
            #expect(cell.status == .done, "\(cell.source)\n\(cell.output.plain)")
        }
    }

    @Test func theReadmeHasTwoCommands() throws {
        let text = try document("README.md").text
        #expect(text.components(separatedBy: "```sh\n").count == 3)
    }

    @Test func firstLightReplays() throws {
        let recorded = try document("sessions/first-light.md")
        #expect(recorded.cells.allSatisfy { $0.output != nil })
        let manager = SessionManager(document: recorded, location: nil)
        manager.runAll()
        manager.waitUntilIdle()
        let check = ReplayCheck(recorded: recorded, now: manager.document)
        #expect(check.differences == 0 && check.notRecorded == 0, "\(check.report(name: "first-light.md"))")
    }
}
