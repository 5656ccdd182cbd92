import Charts
import Foundation
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

@Suite struct ReplayPlayerTests {
    private let recorded = Document("# Title\n\n```unroll\nn = 3\n```\n\n```unroll\n[n, n]\n```\n\n```output\n[3, 3]\n```\n")

    /// Plays until the input line satisfies `isWanted`, or the end.
    private func play(_ player: inout ReplayPlayer, _ manager: SessionManager, until isWanted: (String) -> Bool = { _ in false }) {
        for _ in 0..<2000 where !player.isFinished {
            if isWanted(player.advance(0.05, manager)) { return }
            manager.waitUntilIdle()
        }
    }

    @Test func typesAndRunsEachCell() {
        let manager = SessionManager(document: Document(), location: nil)
        var player = ReplayPlayer(recorded)
        play(&player, manager) { $0 == "n " }
        #expect(manager.state.cells.filter { $0.kind == .code }.isEmpty)
        #expect(player.verdict(manager) == nil)
        play(&player, manager)
        #expect(player.isFinished)
        #expect(manager.state.cells.filter { $0.kind == .code }.map(\.source) == ["n = 3", "[n, n]"])
        #expect(player.verdict(manager) == "Replayed: every output is as recorded.")
    }

    @Test func pausesAndSteps() {
        let manager = SessionManager(document: Document(), location: nil)
        var player = ReplayPlayer(recorded)
        play(&player, manager) { $0 == "n " }
        _ = player.handle(.character(" "))
        for _ in 0..<100 { _ = player.advance(1, manager) }
        #expect(manager.state.cells.filter { $0.kind == .code }.isEmpty)
        _ = player.handle(.character("n"))
        for _ in 0..<100 {
            _ = player.advance(1, manager)
            manager.waitUntilIdle()
        }
        #expect(manager.state.cells.filter { $0.kind == .code }.map(\.source) == ["n = 3"])
        _ = player.handle(.character("q"))
        #expect(player.isFinished)
        #expect(player.verdict(manager) == nil)
    }

    /// After q, typed text is the user's.
    @Test func whatIsEndedIsNotShownAnyMore() {
        let manager = SessionManager(document: Document(), location: nil)
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(recorded))
        controller.play(0.1)
        controller.press(.character(" "), .character("+"))
        controller.play(0.1)
        #expect(controller.model.replay?.text == "replay  cell 1/2  paused  80 characters a second")
        controller.press(.character("q"))
        #expect(controller.model.replay == nil)
        #expect(controller.model.message == "The replay has ended; the notebook is yours, and `:save` keeps it.")
        controller.press(.character("q"))
        #expect(controller.model.editor.string == "q")
    }

    @Test func saysWhatDiffers() {
        let manager = SessionManager(document: Document(), location: nil)
        var other = recorded
        other.setOutput("[4, 4]", cell: 1)
        var player = ReplayPlayer(other)
        play(&player, manager)
        #expect(player.verdict(manager) == "Replayed: 1 cell printed something other than the recorded output.")
    }

    // MARK: Going to a cell

    private let longer = Document("```unroll\nn = 3\n```\n\nWords.\n\n```unroll\nm = n + 1\n```\n\n```unroll\n[n, m]\n```\n")

    private func sources(_ manager: SessionManager) -> [String] { manager.state.cells.map(\.source) }

    @Test func goesOnToACellAndBack() {
        let manager = SessionManager(document: Document(), location: nil)
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(longer))
        controller.play(0.03)
        controller.press(.character("g"))
        #expect(controller.model.picker?.items.map(\.text) == ["1  n = 3", "2  m = n + 1", "3  [n, m]"])
        controller.press(.character("3"), .enter)
        controller.play(0.03)
        #expect(sources(manager) == ["n = 3", "Words.", "m = n + 1"])
        #expect(controller.model.editor.string == "[")
        #expect(controller.model.replay?.text.hasPrefix("replay  cell 3/3") == true)
        controller.press(.character("g"))
        controller.type("m =")
        controller.press(.enter)
        #expect(sources(manager) == ["n = 3", "Words."])
        for _ in 0..<500 where controller.isReplaying {
            controller.play(0.05)
            manager.waitUntilIdle()
        }
        #expect(sources(manager) == ["n = 3", "Words.", "m = n + 1", "[n, m]"])
        #expect(controller.model.message == "Replayed; there is no recorded output to compare with.")
    }

    /// A replay of the longer session that is left with a key while its second cell is typed.
    private func left(_ key: Key, _ file: String) -> NotebookController {
        let manager = SessionManager(document: Document(), location: nil)
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(longer))
        controller.replayedFile = file
        controller.goInReplay(to: 1)
        controller.play(0.1)
        controller.press(key)
        return controller
    }

    /// When the user takes over, the text typed so far is kept, in a separate file.
    @Test func isTakenOverIntoABranch() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "first.md").path
            try longer.text.write(toFile: file, atomically: true, encoding: .utf8)
            var controller = left(.character("t"), file)
            #expect(!controller.isReplaying && controller.model.replay == nil)
            #expect(controller.model.editor.string == "m = ")
            controller.type("5")
            controller.press(.enter)
            let branch = folder.appending(path: "first-branch.md").path
            #expect(controller.model.message == nil && controller.manager.state.location == branch)
            try controller.manager.save()
            #expect(try String(contentsOfFile: branch, encoding: .utf8).contains("m = 5"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == longer.text)
            let second = left(.character("t"), file)
            #expect(second.model.message?.contains("first-branch-2.md is yours") == true)
            controller.manager.close()
            second.manager.close()
        }
    }

    /// Changes made after a replay are not discarded without a question, and `:save` has a name for them.
    @Test func whatIsChangedAfterwardsIsKept() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "first.md").path
            try longer.text.write(toFile: file, atomically: true, encoding: .utf8)
            var unchanged = left(.character("q"), file)
            unchanged.press(.control("d"))
            #expect(unchanged.leaving == .goingOnNextTime)
            var controller = left(.character("q"), file)
            controller.type("k = 7")
            controller.press(.enter, .control("d"))
            let branch = folder.appending(path: "first-branch.md").path
            #expect(controller.leaving == nil && controller.model.question == .leavingReplay(branch: branch))
            controller.press(.escape)
            #expect(controller.leaving == nil && controller.model.question == nil)
            controller.press(.control("d"))
            // All answers are there at any width, and what looks like a cell discards nothing.
            for (width, height) in [(40, 12), (80, 24), (200, 60)] {
                let text = drawnNotebook(controller.manager.state, controller.model, width: width, height: height).text
                for answer in ["ret keep it", "d discard it", "esc stay"] { #expect(text.contains(answer), "\(text)") }
                #expect(text.contains("Your changes are"), "\(text)")
            }
            controller.type("d")
            #expect(controller.leaving == nil && controller.model.question == .discarding(branch: branch))
            controller.type(" = 1")
            #expect(controller.leaving == nil && controller.model.question == .leavingReplay(branch: branch))
            controller.press(.enter)
            #expect(controller.leaving == .goingOnNextTime)
            #expect(try String(contentsOfFile: branch, encoding: .utf8).contains("k = 7"))
            controller.manager.close()
            var discarded = left(.character("q"), file)
            discarded.type("k = 8")
            discarded.press(.enter, .control("d"), .character("d"), .escape)
            #expect(discarded.leaving == nil && discarded.model.question != nil)
            discarded.press(.character("d"), .enter)
            #expect(discarded.leaving == .discarding)
            discarded.manager.close()
            var saved = left(.character("q"), file)
            saved.type(":save")
            saved.press(.enter)
            #expect(saved.manager.state.location == folder.appending(path: "first-branch-2.md").path)
            saved.manager.close()
            #expect(try String(contentsOfFile: file, encoding: .utf8) == longer.text)
        }
    }

    @Test func speedAndProgressAreSaid() {
        var player = ReplayPlayer(longer)
        for _ in 0..<12 { _ = player.handle(.character("+")) }
        #expect(player.description.text.hasSuffix("2,560 characters a second, no faster"))
        for _ in 0..<12 { _ = player.handle(.character("-")) }
        #expect(player.description.text.hasSuffix("5 characters a second, no slower"))
        var state = Pictures.session
        state.isFollowed = false
        var model = NotebookModel()
        model.replay = player.description
        var canvas = Canvas(width: 120, height: 1)
        StatusLine(state: state, model: model).draw(&canvas, in: canvas.area, TerminalStyle())
        #expect(canvas.text.contains("no slower  epoch 5/10"), "\(canvas.text)")
    }

    /// ^C ends a replay; other keys that type have no effect on it.
    @Test func nothingIsTypedIntoIt() {
        let manager = SessionManager(document: Document(), location: nil)
        var controller = NotebookController(manager, history: History(file: nil), player: ReplayPlayer(longer))
        controller.play(0.1)
        controller.type("xyz")
        controller.press(.escape, .alt("v"), .alt("R"))
        #expect(controller.model.editor.string == "n = ")
        #expect(controller.model.view == .activity && controller.model.mode == .typing)
        controller.press(.control("c"))
        #expect(!controller.isReplaying && controller.model.editor.isEmpty)
    }

    // MARK: Recording

    /// A recording shows what the screen showed, for everyone who follows its instructions.
    @Test func aRecordingEndsWithTheLastScreen() throws {
        let manager = SessionManager(document: Document(), location: nil)
        var recording = ReplayRecording(manager, of: recorded, title: "a \"b\"", width: 80, height: 24)
        var lines: [String] = []
        recording.record { lines.append($0) }
        let header = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(header["version"] as? Int == 2 && header["width"] as? Int == 80 && header["title"] as? String == "a \"b\"")
        var screen = EchoedScreen(width: 80, height: 24)
        var last = 0.0
        for line in lines.dropFirst() {
            let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            let time = try #require(event[0] as? Double)
            #expect(time >= last && event[1] as? String == "o")
            last = time
            screen.show(try #require(event[2] as? String))
        }
        #expect(last > 3)
        #expect(recording.verdict == "Replayed: every output is as recorded.")
        #expect(screen.text.contains("[3, 3]") && screen.text.contains("every output is as recorded"))
    }
}
