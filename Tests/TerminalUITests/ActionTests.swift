import Charts
import Foundation
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

/// What one can do, and how it is told.
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

    @Test func aFileOfKeysIsObeyedAndItsFaultsAreSaid() {
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
        #expect(file.complaint?.hasPrefix("keys, line 6: There is no action `delet`; did you mean `delete`? keys, line 7: ") == true)
        // What the complaint shows for an example can be written.
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

    // MARK: Searching

    @Test func cellsAreSearched() {
        var controller = controller()
        controller.manager.runAll()
        controller.manager.waitUntilIdle()
        controller.press(.escape)
        controller.type("/A")
        controller.press(.enter)
        #expect(controller.model.message == "Nothing here contains `A`.")
        controller.type("/a")
        controller.press(.enter)
        #expect(selected(controller) == "a = 1")
        controller.type("n")
        #expect(selected(controller) == "[a]")
        controller.type("N")
        #expect(selected(controller) == "a = 1")
        controller.type("N")
        #expect(selected(controller) == "[a]")
        #expect(controller.model.message == "2 of 2; the search continued from the other end.")
        // What was printed counts.
        controller.type("/[1]")
        controller.press(.enter)
        #expect(selected(controller) == "[a]")
        controller.type("/")
        controller.press(.backspace)
        #expect(controller.model.search == nil)
        var empty = self.controller("")
        empty.type(":search x")
        empty.press(.enter)
        #expect(empty.model.message == "Nothing here contains `x`.")
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
        #expect(say(":view gradients") == "No run is shown yet; the next one will be shown like this.")
        #expect(controller.model.view == .gradients)
        #expect(say(":view nonsense")?.hasPrefix("There is no view `nonsense`: there are example") == true)
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

    // MARK: Paths

    @Test func pathsAreCompleted() throws {
        try withTemporaryFolder { folder in
            for name in ["first.md", "fourth.md", ".hidden"] { try Data().write(to: folder.appending(path: name)) }
            try FileManager.default.createDirectory(at: folder.appending(path: "sub"), withIntermediateDirectories: true)
            let path = folder.path
            #expect(SessionManager.paths(beginning: path + "/") == ["first.md", "fourth.md", "sub/"].map { path + "/" + $0 })
            #expect(SessionManager.paths(beginning: path + "/.h") == [path + "/.hidden"])
            var controller = controller()
            controller.type(":open \(path)/fi")
            controller.press(.tab)
            #expect(controller.model.editor.string == ":open \(path)/first.md")
            controller.press(.control("c"))
            controller.type(":rate \(path)/fi")
            controller.press(.tab)
            #expect(controller.model.editor.string == ":rate \(path)/fi")
            #expect(controller.model.message == "Nothing is known that could complete this.")
            controller.press(.control("c"))
            // What all have in common, then one after another, and back to what was typed.
            func text() -> String { String(controller.model.editor.string.dropFirst(path.count + 9)) }
            try Data().write(to: folder.appending(path: "forest.md"))
            controller.type("  :open \(path)/")
            controller.type("f")
            controller.press(.tab)
            #expect(text() == "f" && controller.model.menu?.selected == nil)
            var walked: [String] = []
            for key in [Key.tab, .tab, .tab, .tab, .backTab, .backTab, .down, .up] {
                controller.press(key)
                walked.append(String(text().dropLast(3)))
            }
            #expect(walked == ["first", "forest", "fourth", "first", "fourth", "forest", "fourth", "forest"])
            controller.press(.escape)
            #expect(text() == "f" && controller.model.menu == nil && controller.model.mode == .typing)
            controller.type("o")
            controller.press(.tab, .backTab)
            #expect(text() == "fourth.md" && controller.model.menu?.selected == 1)
            // Return takes it, and does not yet open it.
            controller.press(.enter)
            #expect(text() == "fourth.md" && controller.model.menu == nil && controller.wantedFile == nil)
            controller.press(.control("_"))
            #expect(text() == "fo")
            // What is typed goes on behind the one that was chosen.
            controller.press(.tab, .tab)
            controller.type("2")
            #expect(text() == "forest.md2" && controller.model.menu == nil)
            controller.press(.enter)
            #expect(controller.wantedFile == "\(path)/forest.md2")
        }
    }

    /// In cells too, where nothing is chosen yet, Return is not the menu's.
    @Test func whatCellsHaveInCommonIsTyped() throws {
        try withTemporaryFolder { folder in
            for name in ["train-a.csv", "train-b.csv"] { try Data().write(to: folder.appending(path: name)) }
            var controller = controller()
            controller.type("d = csv(\"\(folder.path)/t")
            controller.press(.tab)
            #expect(controller.model.editor.string == "d = csv(\"\(folder.path)/train-")
            controller.press(.tab, .tab)
            #expect(controller.model.editor.string == "d = csv(\"\(folder.path)/train-b.csv\"")
            controller.press(.escape, .control("c"))
            controller.type("5")
            controller.press(.tab, .enter)
            #expect(controller.model.editor.isEmpty && controller.manager.state.cells.count == 5)
        }
    }

    /// Commands complete what follows them, where that is one of a few.
    @Test(arguments: [
        (":vie", ":view"), (":view gr", ":view gradients"), (":view States", ":view states and gates"), (":mouse of", ":mouse off"),
        (":help bid", ":help bidirectional"), (":view e", ":view e"), (":rate 0", ":rate 0"), (":nonsense x", ":nonsense x"),
        (":forget 3", ":forget 3"), (":mouse ", ":mouse o"),
    ])
    func argumentsAreCompleted(_ typed: String, _ completed: String) {
        var controller = controller()
        controller.type(typed)
        controller.press(.tab)
        #expect(controller.model.editor.string == completed)
        // Something comes of it in any case.
        #expect(completed != typed || controller.model.menu != nil || controller.model.message != nil)
    }

    /// A choice stands out where there are no colours, too.
    @Test func theChosenCompletionIsMarked() {
        for style in [TerminalStyle(), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none, hasUnicode: false)] {
            var controller = controller()
            controller.type(":view e")
            controller.press(.tab)
            func marked() -> [String] {
                let shown = screen(controller, style)
                let pointer = style.symbols.pointer
                return shown.text.split(separator: "\n").filter { $0.drop { $0 == " " }.first == pointer && $0.contains("e") }
                    .map { $0.filter { $0 != pointer && $0 != " " } }.filter { !$0.hasPrefix(":") }
            }
            #expect(marked().isEmpty)
            controller.press(.tab, .tab)
            #expect(marked() == ["errorbystep"])
            let menu = screen(controller, style)
            let rows = (0..<menu.height).filter { row in (0..<9).allSatisfy { menu[3 + $0, row].character == Array("error by ")[$0] } }
            #expect(rows.count == 1 && menu[3, rows[0]].style != menu[3, rows[0] + 1].style)
        }
    }

    private func screen(_ controller: NotebookController, _ style: TerminalStyle, width: Int = 80) -> Canvas {
        var canvas = Canvas(width: width, height: 24)
        let state = controller.manager.state
        let list = CellList(state.cells, width: NotebookScreen.listWidth(canvas.area, hasRun: false), terminalStyle: style)
        NotebookScreen(state: state, model: controller.model, terminalStyle: style).draw(&canvas, list: list)
        return canvas
    }

    /// What is searched for is marked where it stands, counted, and gone to place by place.
    @Test(arguments: [TerminalStyle(), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none, hasUnicode: false)])
    func whatIsFoundIsMarked(_ style: TerminalStyle) throws {
        var controller = controller(
            "A gru here.\n\n```unroll\na = gru(3) | gru(4)\n```\n\n```unroll\nb = [5]\n```\n\n```unroll\nc = gru(2)\n```\n")
        /// What looks otherwise than without a search, row by row: the place that was gone to, or the others.
        func marks(_ isChosen: Bool) -> [String] {
            var other = controller
            (other.model.match, other.model.showsMatches) = (nil, false)
            if other.model.search != nil { other.model.search = LineEditor() }
            let (canvas, plain) = (screen(controller, style), screen(other, style))
            return (0..<canvas.height - 1).compactMap { row in
                let text = (0..<canvas.width).filter { column in
                    let (cell, before) = (canvas[column, row], plain[column, row])
                    return cell.character == before.character && cell.style != before.style
                        && cell.style.attributes.contains(.underline) != isChosen
                }
                .compactMap { canvas[$0, row].character }
                return text.isEmpty ? nil : String(text)
            }
        }
        #expect(marks(false).isEmpty)
        controller.press(.escape)
        controller.type("/gr")
        #expect(marks(false) == ["gr", "grgr", "gr"] && screen(controller, style).text.contains("/ gr   4 places"))
        controller.type("q")
        #expect(marks(false).isEmpty && screen(controller, style).text.contains("/ grq   nowhere"))
        controller.press(.backspace)
        controller.type("u")
        controller.press(.enter)
        #expect(controller.model.message == "1 of 4; the search went on from the other end.")
        #expect(marks(false) == ["grugru", "gru"] && marks(true) == ["gru"])
        controller.type("n")
        #expect(controller.model.message == "2 of 4." && selected(controller) == "a = gru(3) | gru(4)")
        if style.depth > .sixteen { try Golden.expect(screen(controller, style), is: "search") }
        if style.depth == .none { try Golden.expect(screen(controller, style), is: "search-ascii") }
        controller.type("n")
        #expect(controller.model.message == "3 of 4." && selected(controller) == "a = gru(3) | gru(4)")
        #expect(screen(controller, style).text.contains("n N next, previous"))
        controller.type("N")
        controller.type("N")
        #expect(controller.model.message == "1 of 4." && selected(controller) == "A gru here.")
        // From another cell it goes on from there.
        controller.type("jj")
        #expect(controller.model.match == nil && marks(false) == ["gru", "grugru", "gru"])
        controller.type("N")
        #expect(controller.model.message == "3 of 4.")
        // Who types is not disturbed.
        controller.type("i")
        #expect(marks(false).isEmpty && marks(true).isEmpty)
    }

    /// A cell that is longer than the screen shows the place that was gone to.
    @Test func aLongCellShowsThePlaceThatWasFound() {
        let source = (0..<60).map { "x\($0) = \($0 % 20 == 7 ? "gru(1)" : "1")" }.joined(separator: "\n")
        var controller = controller("```unroll\n\(source)\n```\n")
        controller.press(.escape)
        controller.type("/gru")
        controller.press(.enter)
        for name in ["x7 =", "x27 =", "x47 =", "x7 ="] {
            #expect(screen(controller, TerminalStyle()).text.contains(name))
            controller.type("n")
        }
        #expect(controller.model.message == "2 of 3.")
    }

    /// All keys that the last line offers do something where it offers them.
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

    /// What was typed in a cell and not entered is among what was typed before.
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
