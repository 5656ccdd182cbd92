import Charts
import Foundation
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// The actions, and how they are described.
@Suite struct ActionTests {
    /// A controller of a session with three cells.
    func controller(
        _ text: String = "# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\n5\n```\n", _ keys: KeyMap = .standard
    )
        -> NotebookController
    {
        NotebookController(SessionManager(document: Document(text)), history: History(file: nil), keys: keys)
    }

    private func selected(_ controller: NotebookController) -> String? { controller.selected?.view.source }

    @Test func theTableIsSound() {
        var names: Set<String> = []
        for action in Action.all {
            for name in [action.name] + action.aliases { #expect(names.insert(name).inserted, "\(name)") }
            #expect(SentenceRule.complaint(aboutLabel: action.sentence) == nil, "\(action.name)")
        }
        for mode in Action.Mode.allCases {
            var known: Set<KeySequence> = []
            for action in Action.all {
                for binding in action.keys(mode) {
                    let text = binding.keys
                    guard let sequence = KeySequence(text) else {
                        Issue.record("no keys: \(text)")
                        continue
                    }
                    #expect(sequence.name == text)
                    #expect(known.insert(sequence).inserted, "\(text) means two things")
                    if mode == .type, case .character = sequence.keys[0] { Issue.record("\(text) is text") }
                }
            }
        }
    }

    @Test(arguments: ["d d", "Alt-j", "^R", "Space", "F12", "Shift-Tab", "Alt-Return", "^", "Ctrl-Left", "é"])
    func keysAreReadAsTheyAreWritten(_ text: String) {
        #expect(KeySequence(text)?.name == text)
    }

    @Test(arguments: ["", "F13", "Alt-", "Alt-jk", "Hyper-x", "^1"]) func whatIsNoKeyIsRefused(_ text: String) {
        #expect(KeySequence(text) == nil)
    }

    @Test func aFileOfKeysIsObeyedAndItsFaultsAreSaid() throws {
        let file = KeyFile(
            """
            # mine
            browse  X X  delete
            browse  D    nothing
            type    Alt-g  run
            browse  ctrl-g q
            browse  x    delet
            somewhere x  delete
            type    x    run
            browse  Hyper-x run
            browse  x
            type    Alt-9 rate 0.001
            browse  Delete delete
            """, path: "keys")
        #expect(
            file.faults.map(\.fault) == [
                .unknownAction("delet", suggestion: "delete"), .unknownMode("somewhere"), .writesText("x"), .unknownKeys("Hyper-x"),
                .tooFewWords,
            ])
        #expect(file.faults.map(\.line) == [6, 7, 8, 9, 10])
        let complaint = try #require(file.complaint(columns: 78, rows: 8))
        #expect(
            complaint.hasPrefix("keys, line 6: There is no action `delet`; did you mean `delete`? Line 7: ")
                && complaint.contains("Line 10"))
        #expect(
            file.complaint(columns: 78, rows: 2)
                == "keys, line 6: There is no action `delet`; did you mean `delete`? And 4 more; `:help` lists them.")
        #expect(file.complaint(columns: 38, rows: 2) == "The key file has 5 mistakes; `:help` lists them.")
        #expect(KeyHelp.lines(file.map).prefix(2) == ["Mistakes in keys", "line 6: There is no action `delet`; did you mean `delete`?"])
        // The example shown in the error is valid.
        let example = KeyFile.Fault.tooFewWords.sentence.split(separator: "`" as Character)[1]
        #expect(KeyFile(String(example), path: "keys").faults.isEmpty)
        #expect(file.map.match([.character("X")], in: .browse) == .begins)
        #expect(file.map.match([.character("D")], in: .browse) == .nothing)
        #expect(file.map.match([.alt("g")], in: .type) == .action(.init(name: "run")))
        #expect(file.map.match([.alt("9")], in: .type) == .action(.init(name: "rate", argument: "0.001")))
        #expect(file.map.match([.delete], in: .browse) == .action(.init(name: "delete")))
        #expect(file.map.sequences(of: "delete", in: .browse).map(\.name) == ["d d", "X X", "Delete"])
        #expect(file.map.sequences(of: "duplicate", in: .browse).isEmpty)

        var controller = controller(keys: file.map)
        controller.press(.escape)
        controller.type("XX")
        #expect(controller.manager.state.cells.map(\.source) == ["# T", "a = 1", "[a]"])
        controller.type("D")
        #expect(controller.manager.state.cells.count == 3)
        #expect(KeyHelp.lines(file.map).contains { $0.contains("d d X X") })
    }

    private func controller(keys: KeyMap) -> NotebookController {
        controller("# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\n5\n```\n", keys)
    }

    @Test func keysThatAreNotAllThereYetSayWhatIsMissing() {
        var controller = controller()
        controller.press(.escape)
        controller.type("d")
        #expect(controller.model.message == "d …   d  cuts the cell")
        controller.press(.escape)
        #expect(controller.model.mode == .typing)
        #expect(controller.manager.state.cells.count == 4)
    }

    // MARK: The palette

    @Test func thePaletteDoesWhatItShows() {
        var controller = controller()
        controller.press(.control("p"))
        #expect(controller.model.picker?.items.contains { $0.value == "delete" } == false)
        controller.type("undo")
        #expect(controller.model.picker?.chosen?.value == "undo")
        controller.press(.escape, .escape, .control("p"))
        controller.type("dupl")
        controller.press(.enter)
        #expect(controller.manager.state.cells.map(\.source) == ["# T", "a = 1", "[a]", "5", "5"])
        controller.press(.control("p"))
        controller.type("learning")
        #expect(controller.model.picker?.chosen?.value == "rate")
        controller.press(.enter)
        #expect(controller.model.editor.string == ":rate ")
        #expect(controller.model.mode == .typing)
    }

    @Test func whatIsTypedFindsNamesBeforeSentences() {
        var picker = Picker(actions: Action.all, in: .browse, keys: .standard)
        for (query, name) in [
            ("sav", "save"), ("nb", "new-below"), ("qui", "quit"), ("mup", "move-up"), ("copied cell above", "put-above"),
        ] {
            picker.query.replace(with: query)
            #expect(picker.chosen?.value == name, "\(query)")
        }
        var withViews = Picker(actions: Action.all, in: .type, keys: .standard, views: [.example, .gradients])
        withViews.query.replace(with: "gradient")
        #expect(withViews.chosen?.view == "gradients")
        picker.query.replace(with: "zzz")
        #expect(picker.items.isEmpty && picker.chosen == nil)
        picker.move(1)
        #expect(picker.chosen == nil)
    }

    // MARK: History

    @Test func historyIsSearched() {
        var controller = controller()
        for entry in ["a = 1", "net = gru(16)", "b = 2", "net = lstm(8)", "b = 2"] { controller.history.add(entry) }
        controller.press(.control("r"))
        controller.type("net gr")
        #expect(controller.model.picker?.items.map(\.value) == ["net = gru(16)"])
        controller.press(.enter)
        #expect(controller.model.editor.string == "net = gru(16)")
        controller.press(.control("c"), .control("r"), .down, .enter)
        #expect(controller.model.editor.string == "net = lstm(8)")
        controller.press(.control("c"), .control("r"), .escape)
        #expect(controller.model.editor.isEmpty && controller.model.picker == nil)
    }

    @Test func upFetchesWhatBeginsWithWhatIsTyped() {
        var history = History(file: nil)
        for entry in ["net = gru(16)", "b = 2", "net = lstm(8)", "c = 3"] { history.add(entry) }
        #expect(history.back(from: "net") == "net = lstm(8)")
        #expect(history.back(from: "net = lstm(8)") == "net = gru(16)")
        #expect(history.back(from: "net = gru(16)") == nil)
        #expect(history.forward() == "net = lstm(8)")
        #expect(history.forward() == "net")
    }

    // MARK: Help

    @Test func helpIsAPageAndNoCell() {
        var controller = controller()
        controller.type("help")
        controller.press(.enter)
        #expect(controller.model.page?.contents == .help(nil))
        controller.press(.escape)
        controller.type("help(gru)")
        controller.press(.enter)
        #expect(controller.model.page?.contents == .help("gru"))
        #expect(controller.manager.state.cells.count == 4)
        controller.press(.escape)
        controller.type("net = lstm(")
        controller.press(.function(1))
        #expect(controller.model.page?.contents == .help("lstm"))
        controller.press(.escape, .control("c"), .function(1))
        #expect(controller.model.page?.contents == .keys)
        controller.press(.escape)
        controller.type(":help nothing")
        controller.press(.enter)
        #expect(controller.model.message?.hasPrefix("There is no function `nothing`") == true)
    }

    // MARK: Truthful answers

    @Test func whatCannotBeDoneIsSaid() {
        var controller = controller()
        func say(_ command: String) -> String? {
            controller.type(command)
            controller.press(.enter)
            return controller.model.message
        }
        #expect(say(":rate 0.1") == "Nothing is training.")
        #expect(say(":rate") == ":rate needs a positive number, as in :rate 0.001.")
        #expect(say(":pause") == "Nothing is training.")
        #expect(say(":stop") == "Nothing is training.")
        #expect(say(":watch 99999") == "There is no example to show: no run has been trained here yet.")
        #expect(say(":delete") == "`delete` needs a selected cell: Esc, then j and k, select one.")
        #expect(say(":view gradients") == "No run is shown yet; this will apply to the next one.")
        #expect(controller.model.view == .gradients)
        #expect(say(":view nonsense")?.hasPrefix("There is no view `nonsense`; the views are example") == true)
        #expect(controller.model.view == .gradients)
        #expect(say(":nonsense") == "There is no command :nonsense; :help lists them.")
    }

    // MARK: The user's own editor

    @Test func anEditorChangesTheCell() {
        var controller = controller()
        controller.press(.escape)
        controller.type("e")
        #expect(controller.wantsEditor)
        #expect(controller.editorText == "5")
        controller.takeEdited("6")
        #expect(!controller.wantsEditor)
        controller.manager.waitUntilIdle()
        #expect(selected(controller) == "6")
        controller.press(.escape)
        controller.type("x = ")
        controller.press(.alt("e"))
        #expect(controller.editorText == "x = ")
        controller.takeEdited("x = 3")
        #expect(controller.model.editor.string == "x = 3")
    }

    /// All keys offered in the last line do something where they are offered.
    @Test func offeredKeysWork() {
        for place in ["typing", "browsing", "searched", "layers"] {
            var controller = controller()
            controller.type("net = gru(64) | last | dense(10)")
            controller.updateHint()
            if place == "browsing" || place == "searched" { controller.press(.control("c"), .escape) }
            if place == "searched" {
                controller.type("/a")
                controller.press(.enter)
            }
            if place == "layers" { controller.press(.alt("t")) }
            controller.model.message = nil
            let status = Rectangle(x: 0, y: 0, width: 250, height: 1)
            let line = StatusLine(state: controller.manager.state, model: controller.model)
            var seen: Set<[Key]> = []
            for x in 0..<250 {
                guard case .press(let keys)? = line.effect(x: x, y: 0, in: status), !keys.isEmpty, seen.insert(keys).inserted else {
                    continue
                }
                guard case .action = controller.model.keys.match(keys, in: controller.mode) else {
                    Issue.record("\(keys) means nothing in \(place)")
                    continue
                }
            }
            #expect(seen.count > 3)
        }
    }

    /// Esc goes one level up: from editing a cell back to the cells.
    @Test func escapeGoesOneLevelUp() {
        var controller = controller()
        controller.press(.escape)
        controller.type("k")
        controller.press(.enter, .escape)
        #expect(selected(controller) == "[a]")
        controller.type("o")
        #expect(controller.model.mode == .typing)
        controller.press(.escape)
        #expect(selected(controller) == "[a]")
        controller.press(.enter, .enter)
        #expect(selected(controller) == "[a]")
    }

    /// Text typed in a cell and not entered is kept in the history.
    @Test func aDraftIsKept() {
        var controller = controller()
        controller.press(.escape)
        controller.press(.enter, .escape)
        #expect(controller.model.message == nil)
        controller.press(.enter)
        controller.type("  # draft")
        let draft = controller.model.editor.string
        controller.press(.escape)
        #expect(controller.model.message?.contains("Up brings it back") == true)
        controller.press(.escape, .up)
        #expect(controller.model.mode == .typing && controller.model.editor.string == draft)
    }
}
