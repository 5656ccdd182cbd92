import Charts
import Notebook

/// What the mouse does.
extension NotebookController {
    /// - Parameter argument: `on`, `off`, or nothing for the other of the two.
    mutating func useMouse(_ argument: String) {
        switch argument.lowercased() {
        case "on": model.mouse.isOn = true
        case "off": model.mouse.isOn = false
        case "": model.mouse.isOn.toggle()
        default:
            model.message = ":mouse takes on, off, or nothing, which switches it."
            return
        }
        model.mouse.dragsBorder = false
        guard model.mouse.isOn else {
            model.message = "The mouse belongs to the terminal again."
            return
        }
        model.message = model.mouse.isExplained ? "The mouse is on." : MouseUse.explanation
        model.mouse.isExplained = true
    }

    /// Lines that a turn of the wheel scrolls by.
    private static let linesOfWheel = 3

    /// Obeys the mouse.
    ///
    /// - Parameter place: what is under it.
    mutating func point(_ event: MouseEvent, at place: ScreenPlace, of screen: Rectangle) {
        // What was on its way when it was switched off.
        guard model.mouse.isOn else { return }
        if model.own != nil, model.page == nil, model.picker == nil, !model.runs.isOpen, makeUp(event, at: place) { return }
        // Elsewhere the right button means nothing.
        guard !event.isRight else { return }
        if !model.mouse.isExplained {
            (model.message, model.mouse.isExplained) = (MouseUse.explanation, true)
        }
        switch event.kind {
        case .wheelUp: turnWheel(up: true, at: place, screen)
        case .wheelDown: turnWheel(up: false, at: place, screen)
        case .press: click(place, screen)
        case .release: model.mouse.dragsBorder = false
        case .drag:
            if model.mouse.dragsBorder {
                moveBorder(event, screen)
            } else if case .loss(let step?) = place {
                read(step)
            }
        }
    }

    private mutating func turnWheel(up: Bool, at place: ScreenPlace, _ screen: Rectangle) {
        if var page = model.page {
            let last =
                page.contents.lines(manager.state, model.keys, screenWidth: screen.width).count
                - NotebookScreen.pageRows(screen.height)
            page.line = max(0, min(last, page.line + (up ? -1 : 1) * Self.linesOfWheel))
            model.page = page
        } else if model.picker != nil {
            model.picker?.move(up ? -1 : 1)
        } else if model.runs.isOpen {
            chooseRun(up ? .up : .down)
        } else if case .loss(let step) = place {
            zoomChart(up ? 0.8 : 1.25, around: step)
        } else {
            scroll(byLines: up ? Self.linesOfWheel : -Self.linesOfWheel)
        }
    }

    private mutating func click(_ place: ScreenPlace, _ screen: Rectangle) {
        func press(_ key: Key) { handle(key, height: screen.height, width: screen.width) }
        switch place {
        case .cell(let cell): click(cell)
        case .typed(let line, let column):
            guard model.mode == .typing, model.replay == nil else { return }
            model.editor.moveCursor(line: line, column: column)
            (model.menu, isHintOutdated) = (nil, true)
        case .hint(.press(let keys)): for key in keys { press(key) }
        case .hint(.perform(let name)): if let action = Action.named(name) { perform(action) }
        case .layer(let row): chooseLayer(row)
        case .border: model.mouse.dragsBorder = true
        case .loss(let step): if let step { read(step) }
        case .title: showView("")
        case .confusion(let row, let column): goThrough(RunReview.ClassPair(truth: row, said: column))
        case .run(let place):
            model.runs.selected = place
            chooseRun(.enter)
        case .item(let place):
            model.picker?.choose(at: place)
            pick(.enter)
        case .completion(let place):
            chooseCompletion(place)
            _ = handleMenu(.enter)
        case .page: press(.pageDown)
        case .outside: press(.escape)
        case .own, .nothing: break
        }
    }

    /// Selects a cell; edits the one that is selected.
    private mutating func click(_ cell: CellID) {
        guard model.replay == nil, model.question == nil, let place = manager.state.cells.place(of: cell) else { return }
        if model.mode == .typing, model.edited != nil || model.insertion != nil || model.typesProse {
            let edited = model.edited.flatMap { edited in manager.state.cells.place(of: edited) }
            let before = edited.map { manager.state.cells[$0].source } ?? ""
            guard model.editor.string == before else {
                model.message = "First keep the typed text, with Return, or discard it, with Esc."
                return
            }
            endTyping()
        }
        model.message = nil
        if model.mode == .browsing(cell) {
            edit(manager.state.cells[place])
        } else {
            model.mode = .browsing(cell)
            // It is where it was clicked: nothing moves.
            model.looksElsewhere = true
            model.scroll = shownScroll
        }
    }

    private mutating func moveBorder(_ event: MouseEvent, _ screen: Rectangle) {
        guard manager.state.activeRun != nil, !model.panel.isFull else { return }
        if screen.width >= NotebookScreen.widthForPanelBeside {
            model.panel.leave(columns: event.x, of: screen.width)
        } else {
            model.panel.take(rows: event.y + 1, of: screen.height - 1)
        }
    }

    private mutating func read(_ step: Double) {
        if let steps = chartSteps { model.loss.read(step, of: steps) }
    }
}
