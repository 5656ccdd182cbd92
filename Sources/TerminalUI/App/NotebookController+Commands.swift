import Charts
import Notebook

/// What actions do to the session and to what is shown of its runs.
extension NotebookController {
    mutating func save(_ path: String, overwriting: Bool) {
        let path = path.isEmpty && isAfterReplay ? BranchName.free(of: replayedFile) : path
        try? manager.save(to: path.isEmpty ? nil : path, overwriting: overwriting)
        model.message = manager.state.message
        // It is said once, and not again by the session.
        model.messagesRead = manager.state.messages
    }

    /// As vim does: a session that has a file keeps it, and another gets a copy.
    mutating func write(_ path: String, overwriting: Bool) {
        guard !path.isEmpty, let location = manager.state.location, path != location else { return save(path, overwriting: overwriting) }
        do throws(DocumentError) {
            try manager.writeCopy(to: path, overwriting: overwriting)
            model.message = "A copy is in \(path); this is still \(location), and `:save \(path)` would continue there."
        } catch .exists {
            model.message = "A file \(path) already exists; `:w! \(path)` overwrites it."
        } catch {
            model.message = error.description
        }
    }

    mutating func watch(_ argument: String) {
        guard let index = Int(argument) else {
            model.message = ":watch needs a number, as in :watch 17."
            return
        }
        let count = shownRun?.watchableExamples ?? 0
        if count == 0 {
            model.message = "There is no example to show: no run has been trained here yet."
        } else if index < 0 || index >= count {
            model.message = "There is no example \(index): examples are numbered 0 to \(count - 1)."
        } else {
            leaveTrail()
            if shownRun?.watchedNumber == index { model.message = "Example \(index) is already shown." }
            manager.watch(example: index, of: shownNumber)
        }
    }

    /// - Parameter name: the beginning of a view's title; empty for the view after this one.
    mutating func showView(_ name: String) {
        defer { if model.message == nil { sayWhereNoRunIsShown() } }
        guard !name.isEmpty else {
            show(model.view.next(of: shownRun))
            return
        }
        let views = LivePanel.View.applying(to: shownRun)
        func titled(_ views: [LivePanel.View]) -> LivePanel.View? { views.first { $0.title.hasPrefix(name.lowercased()) } }
        if let view = titled(views) {
            show(view)
        } else {
            let titles = views.map(\.title).joined(separator: ", ")
            model.message =
                titled(LivePanel.View.allCases).map { "The view `\($0.title)` does not apply to this run; its views are \(titles)." }
                ?? "There is no view `\(name)`; the views are \(titles)."
        }
    }

    /// - Parameter number: a view's number among those that apply.
    mutating func pickView(_ number: String) {
        let views = LivePanel.View.applying(to: shownRun)
        guard let place = Int(number), views.indices.contains(place - 1) else {
            model.message =
                shownRun == nil
                ? "No run is shown yet."
                : "This run has views 1 to \(views.count)\(views.count == Action.viewDigits.count ? ", of which 0 is the last" : "")."
            return
        }
        show(views[place - 1])
        sayWhereNoRunIsShown()
    }

    /// Whether a run is shown; says so where none is.
    mutating func hasShownRun() -> Bool {
        if shownRun == nil { model.message = "No run is shown yet." }
        return shownRun != nil
    }

    /// Says that what was changed of how runs are shown will be seen with the next.
    mutating func sayWhereNoRunIsShown() {
        if shownRun == nil { model.message = "No run is shown yet; this will apply to the next one." }
    }

    /// Shows fewer steps in the chart of losses, or more; says so where there can be no fewer or no more.
    ///
    /// - Parameters:
    ///   - factor: how many times as many steps.
    ///   - step: the step that stays where it is; nil for the one that is read, or the last.
    mutating func zoomChart(_ factor: Double, around step: Double? = nil) {
        guard let steps = chartedSteps else { return }
        let before = model.loss
        model.loss.zoom(factor, of: steps, around: step)
        if model.loss == before {
            model.message = factor > 1 ? "The axis can reach no further." : "The chart shows as few steps as it can."
        }
    }

    /// Shows earlier or later steps in the chart of losses; says so where there are none.
    ///
    /// - Parameter part: how far, in parts of what is seen.
    mutating func panChart(_ part: Double) {
        guard let steps = chartedSteps else { return }
        let before = model.loss
        model.loss.pan(part, of: steps.done)
        guard model.loss == before else { return }
        model.message =
            model.loss.window(of: steps.done) == nil
            ? "All steps are shown." : part > 0 ? "The chart shows the last steps." : "The chart shows the first steps."
    }

    /// Goes on to the newest steps in the chart of losses, and stays with them.
    mutating func followChart() {
        guard let steps = chartedSteps else { return }
        let before = model.loss
        model.loss.follow(of: steps.done)
        guard model.loss == before else { return }
        model.message =
            model.loss.window(of: steps.done) == nil ? "All steps are shown." : "The chart already follows the newest step."
    }

    /// Reads the chart of losses at an earlier or later step.
    mutating func readChart(_ direction: Int) {
        guard let steps = chartSteps else { return }
        let before = model.loss
        model.loss.moveCursor(direction, of: steps)
        if model.loss == before { model.message = direction > 0 ? "This is the last step." : "This is the first step." }
    }

    /// Shows all steps in the chart of losses, and reads none.
    mutating func showWholeChart() {
        guard hasShownRun() else { return }
        let before = model.loss
        model.loss.showAll()
        if model.loss == before { model.message = "The chart already shows all steps." }
    }

    mutating func widenPanel(_ direction: Int) {
        let before = model.panel
        model.panel.widen(direction)
        if model.panel == before {
            model.message =
                direction > 0
                ? "The run cannot have more of the screen." : "The cells cannot have more of the screen."
        } else {
            sayWhereNoRunIsShown()
        }
    }

    /// The steps of the run that is shown and of those that it is compared with; nil, which is said, where no run is shown.
    var chartedSteps: ChartedSteps? {
        mutating get {
            guard var chart = shownRun?.lossChart else {
                model.message = "No run is shown."
                return nil
            }
            chart.overlays = model.runs.compared(manager.state).map(\.overlay)
            return chart.charted
        }
    }

    /// The steps that are done; nil, which is said, where no run is shown.
    var chartSteps: ClosedRange<Double>? {
        mutating get {
            guard let charted = chartedSteps else { return nil }
            let done = Double(shownRun?.step ?? 0)
            return 0...max(1, min(charted.done.upperBound, done))
        }
    }

    // MARK: Help

    /// Explains a function, or the one at the cursor, or the keys.
    mutating func showHelp(_ name: String) {
        if !name.isEmpty {
            guard SessionManager.hasHelp(about: name) else {
                model.message = "There is no function `\(name)`; `help()` lists all functions."
                return
            }
            model.page = .init(contents: .help(name))
        } else if model.panel.isFull, manager.state.activeRun != nil {
            explainView()
        } else if let word = wordAtCursor, SessionManager.hasHelp(about: word) {
            model.page = .init(contents: .help(word))
        } else {
            model.page = .init(contents: .keys)
        }
    }

    /// Says how to read what is shown of the run.
    mutating func explainView() {
        guard let run = shownRun else {
            model.message = "No run is shown."
            return
        }
        model.page = .init(contents: .paragraphs(model.view.shown(of: run).explanation(of: run)))
    }

    /// The name that the cursor stands in or behind; nil for none.
    private var wordAtCursor: String? {
        guard mode == .type else { return nil }
        func isName(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
        var end = model.editor.cursor
        let text = model.editor.text
        // Behind the bracket that follows a name, it is still about that.
        if end > 0, text[end - 1] == "(" { end -= 1 }
        let start = text[..<end].lastIndex { !isName($0) }.map { $0 + 1 } ?? 0
        let word = text[start...].prefix(while: isName)
        return word.isEmpty ? nil : String(word)
    }

    /// What `help()` or `help(gru)`, typed alone, is to explain, empty for all: it is read, and needs no cell of the session; nil where something else is
    /// typed.
    static func name(explainedBy source: String) -> String? {
        if source == "help" { return "" }
        guard source.hasPrefix("help("), source.hasSuffix(")") else { return nil }
        let name = source.dropFirst(5).dropLast()
        return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? String(name) : nil
    }

    // MARK: Picking

    /// Lists what can be done here.
    mutating func openPalette() {
        let place: Action.Mode = mode == .layers ? .layers : selected == nil ? .type : .browse
        model.picker = Picker(
            actions: Action.all, in: place, keys: model.keys, views: shownRun.map { LivePanel.View.applying(to: $0) } ?? [])
    }

    mutating func pick(_ key: Key) {
        guard var picker = model.picker else { return }
        switch key {
        case .escape, .control("c"):
            model.picker = nil
            return
        case .enter:
            model.picker = nil
            if let chosen = picker.chosen {
                take(chosen, picker.kind)
            } else if picker.kind == .layers {
                putLayers(picker.query.string)
            }
            return
        case .down, .control("n"), .tab: picker.move(1)
        case .up, .control("p"), .backTab: picker.move(-1)
        case .control("r") where picker.kind == .history: picker.move(1)
        case .delete where picker.kind == .queue:
            if let cell = picker.chosen?.cell { cancel(cell) }
            model.picker = nil
            if manager.state.waiting > 0 { openQueue() }
            return
        case .alt("k") where picker.kind == .queue: return moveInQueue(earlier: true)
        case .alt("j") where picker.kind == .queue: return moveInQueue(earlier: false)
        case .pageDown: picker.move(10)
        case .pageUp: picker.move(-10)
        default: _ = picker.query.handle(key)
        }
        model.picker = picker
    }

    private mutating func take(_ item: Picker.Item, _ kind: Picker.Kind) {
        model.message = nil
        switch kind {
        case .sessions: wantedFile = item.value
        case .replayed: if let number = Int(item.value) { goInReplay(to: number) }
        case .layers: putLayers(item.value)
        case .queue, .variables:
            if let cell = item.cell, manager.state.cells.place(of: cell) != nil { model.mode = .browsing(cell) }
        case .history:
            model.editor.replace(with: item.value)
            isHintOutdated = true
        case .actions:
            if let view = item.view { return showView(view) }
            guard let action = Action.named(item.value) else { return }
            if action.isComplete {
                perform(action)
            } else {
                // What follows the name is asked for where commands are typed.
                endTyping()
                model.mode = .typing
                model.editor.replace(with: ":\(action.name) ")
            }
        }
    }

    // MARK: The user's own editor

    /// What is to be opened in the user's own editor.
    var editorText: String { mode == .type ? model.editor.string : selected?.view.source ?? "" }

    /// Takes over what the user's own editor made of it.
    mutating func takeEdited(_ text: String) {
        wantsEditor = false
        if mode == .type {
            model.editor.replace(with: text)
            isHintOutdated = true
        } else if text.allSatisfy(\.isWhitespace) {
            model.message = "The text was empty: the cell was left as it was."
        } else if let selected, selected.view.source != text {
            manager.edit(selected.id, text)
            model.message = "Edited; u undoes the edit."
        }
    }
}
