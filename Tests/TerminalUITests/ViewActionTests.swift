import Charts
import Foundation
import Notebook
import Synchronization
import TestSupport
import Testing

@testable import TerminalUI

/// Actions on the panel, its views and their exports.
@Suite struct ViewActionTests {
    private func controller() -> NotebookController { ActionTests().controller() }

    @Test func viewsArePickedByTheirNumber() {
        var controller = controller()
        controller.press(.alt("3"))
        #expect(controller.model.view == .confusion)
        controller.press(.escape)
        controller.type("2")
        #expect(controller.model.view == .activity)
        controller.type("V")
        #expect(controller.model.view == .example)
        controller.type("V")
        #expect(controller.model.view == .loss)
        controller.type(":pick-view 99")
        controller.press(.enter)
        #expect(controller.model.message == "No run is shown yet.")
        #expect(LivePanel.View.activity.numberedTitle(of: Pictures.run()) == "2/7 states and gates")
    }

    /// Each view of a run has its own digit: those of classes and those of values never apply together.
    @Test func noRunHasMoreViewsThanDigits() {
        var most = 0
        for run in [Pictures.run(), Pictures.valueRun()] {
            var run = run
            run.isReviewable = true
            most = max(most, LivePanel.View.applying(to: run).count)
        }
        #expect(most == Action.viewDigits.count)
        let ofClasses: Set<LivePanel.View> = [.confusion]
        let ofValues: Set<LivePanel.View> = [.scatter, .residuals, .forecast]
        #expect(LivePanel.View.allCases.count - min(ofClasses.count, ofValues.count) == Action.viewDigits.count)
        for run in [Pictures.run(), Pictures.valueRun()] {
            let views = Set(LivePanel.View.applying(to: run))
            #expect(views.isDisjoint(with: ofClasses) || views.isDisjoint(with: ofValues))
        }
        #expect(LivePanel.View.loss.numberedTitle(of: Pictures.valueRun()) == "10/10 (key 0) loss")
    }

    /// Keys lead from all steps to fewer and past all of them, along those, and to the newest; each says where it can go no further.
    @Test func keysChooseTheStepsOfTheChart() {
        var controller = NotebookController(withRun: [
            "d = adding(train: 64, test: 8)", "r = train(gru(4) | last | dense(1), d, epochs: 12, batch: 8)",
        ])
        func window() -> ClosedRange<Double>? { controller.model.loss.window(of: 0...96) }
        #expect(controller.shownRun?.lossChart.charted == ChartedSteps(done: 0...96, fit: 96, planned: 96))
        for (key, shown, message) in [
            ("+", 48.0...96, nil), ("+", 72...96, nil), (")", 72...96, "The chart shows the last steps."),
            ("$", 72...96, "The chart already follows the newest step."), ("(", 66...90, nil), ("(", 60...84, nil), ("$", 72...96, nil),
            ("-", 48...96, nil), ("-", nil, nil), ("$", nil, "All steps are shown."), (")", nil, "All steps are shown."),
            ("-", nil, nil), ("-", nil, nil), ("-", nil, nil), ("-", nil, "The axis can reach no further."),
        ] as [(Character, ClosedRange<Double>?, String?)] {
            controller.model.message = nil
            controller.press(.alt(key))
            #expect(window() == shown && controller.model.message == message, "\(key): \(controller.model.message ?? "")")
        }
        #expect(
            drawnNotebook(controller.manager.state, controller.model, TerminalStyle(), width: 140, height: 40).text.contains("axis to 768"))
        for _ in 0..<9 { controller.press(.alt("+")) }
        #expect(window() == 86...96 && controller.model.message == "The chart shows as few steps as it can.")
    }

    @Test func thePanelHasTheShareThatKeysGiveIt() {
        var controller = controller()
        let screen = Rectangle(x: 0, y: 0, width: 120, height: 40)
        func layout() -> NotebookScreen.Layout {
            .init(screen, hasRun: true, panel: controller.model.panel, listLines: 10, inputLines: 1)
        }
        let own = layout()
        controller.press(.alt("{"))
        #expect(layout().list.width == own.list.width - 6)
        for _ in 0..<30 { controller.press(.alt("}")) }
        #expect(layout().panel.map(\.width) == 27)
        controller.press(.alt("z"))
        #expect(layout().panel.map(\.width) == 118)
        #expect(layout().panel.map(\.height) == 36)
        #expect(layout().list.isEmpty)
        controller.press(.alt("z"))
        #expect(layout().panel.map(\.width) == 27)
        #expect(layout().list.width == NotebookScreen.listWidth(screen, hasRun: true, panel: controller.model.panel) + 1)
    }

    @Test(arguments: LivePanel.View.allCases) func everyViewSaysHowToReadIt(_ view: LivePanel.View) {
        let run = LivePanel.View.applying(to: Pictures.run()).contains(view) ? Pictures.run() : Pictures.valueRun()
        #expect(LivePanel.View.applying(to: run).contains(view))
        let text = view.explanation(of: run)
        #expect(text.first == view.numberedTitle(of: run))
        #expect(text.count == (view == .loss ? 2 : 3))
    }

    /// As in vim, `:w other.md` writes a copy; `:save other.md` continues with it.
    @Test func copiesAreWrittenAside() throws {
        try withTemporaryFolder { folder in
            let (file, copy) = (folder.appending(path: "a.md").path, folder.appending(path: "b.md").path)
            var controller = controller()
            func say(_ command: String) {
                controller.type(command)
                controller.press(.enter)
            }
            say(":w \(file)")
            #expect(controller.manager.state.location == file)
            say(":w \(copy)")
            #expect(controller.manager.state.location == file)
            #expect(controller.model.message?.hasPrefix("A copy is in \(copy)") == true)
            let texts = try [file, copy].map { try String(contentsOfFile: $0, encoding: .utf8) }
            #expect(texts[0] == texts[1])
            say(":w \(copy)")
            #expect(controller.model.message == "A file \(copy) already exists; `:w! \(copy)` overwrites it.")
            say(":w! \(copy)")
            #expect(controller.model.message?.hasPrefix("A copy is in") == true)
            controller.manager.close()
        }
    }

    @Test func aPictureOfTheScreenIsAFile() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "screen.svg").path
            var controller = controller()
            controller.type(":shot \(file)")
            controller.press(.enter)
            let taken1 = controller.takeWantedShot()
            #expect(taken1 == file)
            let taken2 = controller.takeWantedShot()
            #expect(taken2 == nil)
            let picture = ScreenPicture(state: Pictures.session, model: controller.model, width: 120, height: 40)
            func told(_ path: String) -> String {
                let told = Mutex("")
                picture.write(to: path, searchPath: nil) { sentence in told.withLock { $0 = sentence } }
                return told.withLock { $0 }
            }
            #expect(told(file) == "The screen is in \(file).")
            #expect(told(file) == "The screen has replaced the file \(file).")
            let missing = folder.appending(path: "two words").path
            #expect(
                told(missing + "/a.svg")
                    == "There is no folder \(missing) for \(missing)/a.svg; `mkdir -p '\(missing)'` makes it.")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.hasPrefix("<svg ") && text.contains(">loss<") && text.contains(">strokes<"))
            #expect(told(folder.appending(path: "a.jpg").path).hasPrefix("`:shot` needs a file"))
            // A file cannot contain a folder.
            #expect(told("\(file)/a.svg").hasPrefix("\(file)/a.svg cannot be written: "))
        }
    }

    /// A program makes the PNG; without one, the picture is kept as SVG. A failure is told with what the program said.
    @Test func picturesAreConverted() throws {
        try withTemporaryFolder { folder in
            let picture = ScreenPicture(state: Pictures.session, model: NotebookModel(), width: 120, height: 40)
            let (file, svg) = (folder.appending(path: "a.png").path, folder.appending(path: "a.svg").path)
            func told(_ searchPath: String?) -> String {
                let told = Mutex("")
                picture.write(to: file, searchPath: searchPath) { sentence in told.withLock { $0 = sentence } }
                #expect(eventually { told.withLock { !$0.isEmpty } })
                return told.withLock { $0 }
            }
            let missing = told(folder.path)
            #expect(missing.hasPrefix("The screen is in \(svg). No program") && missing.hasSuffix("`rsvg-convert \(svg) -o \(file)` does."))
            let source = try String(contentsOfFile: svg, encoding: .utf8)
            #expect(source.contains(">strokes<") && !source.contains("var(") && !source.contains("currentColor"))
            let program = folder.appending(path: "rsvg-convert")
            func install(_ script: String) throws {
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            }
            try install("cp \"$3\" \"$2\"")
            #expect(told("/nowhere:\(folder.path)") == "The screen is in \(file).")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == source)
            try install("echo first >&2; echo 'no such font' >&2; exit 3")
            #expect(
                told(folder.path) == "`rsvg-convert` could not make \(file): no such font. `:shot \(svg)` needs no other program.")
            try install("exit 3")
            #expect(told(folder.path).contains(": it wrote no picture, with status 3. "))
        }
    }

    @Test func chartsAreLookedAtByKeys() {
        var controller = controller()
        controller.press(.alt("l"), .alt("m"))
        #expect(controller.model.loss.scale == .logarithmic)
        #expect(controller.model.loss.smoothing == .strong)
        controller.press(.alt("+"))
        #expect(controller.model.message == "No run is shown.")
    }
}
