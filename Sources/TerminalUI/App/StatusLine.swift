import Charts
import Notebook
import TextFormatting

/// The last line: what trains and how far it is, or the latest message; at the right the keys that apply. A message that is longer takes more lines.
struct StatusLine: Drawable {
    var state: SessionState
    var model: NotebookModel
    /// Whether the panel of a run has a place on the screen.
    var hasPanel = true

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let style = terminalStyle.theme.statusBar
        canvas.fill(area, StyledCell(character: " ", style: style))
        if let question = question(area.width) { return question.draw(&canvas, in: area, terminalStyle) }
        if area.height > 1, let message = longMessage(area.width) {
            for (row, line) in message.prefix(area.height).enumerated() {
                canvas.write(StyledLine(" " + line, style).fitted(area.width - 1, terminalStyle), x: area.x, y: area.y + row, within: area)
            }
            return
        }
        let (text, keys) = shown(area.width)
        canvas.write(StyledLine(" " + text, style).fitted(area.width - keys.width - 1, terminalStyle), x: area.x, y: area.y, within: area)
        var x = area.right - keys.width
        for hint in keys { x = hint.draw(&canvas, x: x, y: area.y, style, terminalStyle.theme, within: area) }
    }

    /// What the mouse presses at a place; nil for nothing.
    func effect(x: Int, y: Int, in area: Rectangle) -> KeyHint.Effect? {
        if area.contains(x: x, y: y), let question = question(area.width) { return question.effect(x: x, y: y, in: area) }
        guard area.contains(x: x, y: y), area.height == 1 || longMessage(area.width) == nil else { return nil }
        let keys = shown(area.width).keys
        return y == area.y ? keys.effect(at: x - (area.right - keys.width)) : nil
    }

    /// What there is room for, in whole fields. What matters less goes first where there is little: all but a few of the keys, from the last one on, how
    /// fast it trains, what has to run again, the step and the name of the run, then these keys too, and at last the time and the epoch.
    private func shown(_ width: Int) -> (text: String, keys: [KeyHint]) {
        var (parts, keys) = (self.parts, self.keys)
        func fits() -> Bool { keys.width + DisplayWidth.of(parts.text) + 2 <= width }
        func giveWay(upTo last: Int) {
            while !fits(), parts.count > 1,
                let place = parts.indices.filter({ 1...last ~= parts[$0].gives }).min(by: { parts[$0].gives < parts[$1].gives })
            {
                parts.remove(at: place)
            }
        }
        while !fits(), keys.count > leastKeys, trains { keys.removeLast() }
        giveWay(upTo: StatusPart.lastBeforeKeys)
        // What lies over the notebook has keys of its own, and is about no file.
        if !fits(), model.own != nil || keysOfLists != nil, model.message == nil { parts = [] }
        while !fits(), keys.count > (model.replay == nil ? 0 : 1) { keys.removeLast() }
        giveWay(upTo: .max)
        while !keys.isEmpty, !fits() { keys.removeLast() }
        return (parts.text, keys)
    }

    /// How many keys stay while something trains, as long as anything else can give way: where cells are browsed, those that select and edit too.
    private var leastKeys: Int { model.mode == .typing ? 4 : 5 }

    /// Most lines that a message takes.
    static let mostLines = 8

    /// Columns of a line of a message on a screen of this width.
    static func columns(ofMessage width: Int) -> Int { max(1, width - 2) }

    /// How many lines it takes.
    func height(_ width: Int) -> Int { min(Self.mostLines, question(width)?.height ?? longMessage(width)?.count ?? 1) }

    /// What the user is asked, with the answers; nil if nothing is asked.
    private func question(_ width: Int) -> QuestionLines? {
        switch model.question {
        case .leaving(let run, let hasFile)?:
            let withoutWindow = hasFile ? [KeyHint(.character("w"), does: "continue without a window")] : []
            return QuestionLines(
                "\(run) is still training.",
                [KeyHint(.enter, does: "leave, continue next time"), KeyHint(.character("s"), does: "stop it first")] + withoutWindow
                    + [KeyHint(.escape, does: "stay")], width: width)
        case .leavingReplay(let branch)?:
            let training = state.activeRun.flatMap { trains ? "\($0.name) is still training" : nil }
            return QuestionLines(
                "\(training ?? "Your changes are not in any file"); the notebook can be kept in \(branch).",
                [KeyHint(.enter, does: "keep it"), KeyHint(.character("d"), does: "discard it"), KeyHint(.escape, does: "stay")],
                width: width)
        case .discarding?:
            return QuestionLines(
                "Everything that you changed after the replay will be lost.",
                [KeyHint(.enter, does: "discard it"), KeyHint(.escape, does: "back")], width: width)
        case nil: return nil
        }
    }

    /// The lines of a message that one line does not hold; nil where it does, or something else is shown.
    private func longMessage(_ width: Int) -> [String]? {
        // What was said before a list was opened does not hide its keys.
        guard model.message != nil || model.question != nil || (!trains && keysOfLists == nil) else { return nil }
        let firm = parts.filter { $0.gives == 0 }
        guard firm.count == 1, let text = firm.first?.text, DisplayWidth.of(text) > width - 2 else { return nil }
        return text.wrapped(Self.columns(ofMessage: width))
    }

    /// Whether one types in place of a cell or between cells, rather than at the prompt.
    private var typesInPlace: Bool { model.edited != nil || model.insertion != nil || model.typesProse }

    /// Whether there are examples beside the one that is shown, as far as that is known.
    private var hasOtherExamples: Bool { model.runs.shown(state)?.watchableExamples != 1 }

    private var trains: Bool { state.activeRun.map { !$0.isOver } ?? false }

    private var parts: [StatusPart] {
        if let replay = model.replay {
            guard let message = model.message else { return replay + progress }
            // What is said in answer to a key is read first.
            return replay.map { StatusPart(text: $0.text, gives: $0.gives == 0 ? .max : $0.gives) } + progress + [StatusPart(text: message)]
        }
        if let message = model.message { return [StatusPart(text: message)] }
        if let warning = state.warning, !trains, state.standing == nil || warning != model.readWarning {
            // What has just happened is read first.
            let news = state.messages > model.messagesRead ? state.message : nil
            return [StatusPart(text: [news, warning].compactMap(\.self).joined(separator: " "))]
        }
        guard let run = state.activeRun, trains else {
            // What has been read is not said for ever.
            let isRead = model.messagesRead > 0 && state.messages <= model.messagesRead
            let message = isRead ? nil : state.message
            let signs = [state.standing, state.isModified ? "changed" : nil].compactMap(\.self)
            let name = (state.location ?? "no file yet") + (signs.isEmpty ? "" : " (\(signs.joined(separator: ", ")))")
            var parts = message.map { [StatusPart(text: $0)] } ?? []
            parts.append(StatusPart(text: name, gives: message == nil ? 0 : 5))
            let progress = [state.isBusy ? "running" : nil, state.dataProgress.map { "\(Int(100 * $0)) %" }].compactMap(\.self)
            if !progress.isEmpty { parts.append(StatusPart(text: progress.joined(separator: " "), gives: 3)) }
            if let staleCells { parts.append(StatusPart(text: staleCells, gives: 2)) }
            return parts
        }
        let phase =
            switch run.phase {
            case .paused: "paused"
            case .evaluating: "testing"
            case .waiting: "waiting"
            case .training, .finished, .stopped, .failed: "training"
            }
        var parts = [StatusPart(text: "\(phase) \(run.name)", gives: 4)] + progress.prefix(1)
        parts += [StatusPart(text: "step \(Figures.grouped(run.step))", gives: 3), StatusPart(text: run.speed, gives: 1)]
        parts += progress.dropFirst()
        if state.waiting > 0 { parts.append(StatusPart(text: "\(Figures.grouped(state.waiting)) waiting")) }
        if let staleCells { parts.append(StatusPart(text: staleCells, gives: 2)) }
        if state.isFollowed {
            parts.insert(StatusPart(text: "read-only"), at: 0)
        } else if let warning = state.standing ?? state.warning {
            parts.insert(StatusPart(text: warning), at: 0)
        }
        return parts
    }

    /// How far what trains is: the epoch, and where it is known how long it takes; nothing where nothing trains.
    private var progress: [StatusPart] {
        guard trains, let run = state.activeRun else { return [] }
        // The last second is one too.
        let left = run.secondsLeft.map { StatusPart(text: Figures.duration(max(1, $0)) + " left", gives: 5) }
        return [StatusPart(text: "epoch \(run.epochOfAll)", gives: 6)] + [left].compactMap(\.self)
    }

    /// What is to be run again, and how; nil where nothing is.
    private var staleCells: String? {
        guard state.stale > 0, !state.isFollowed else { return nil }
        let key = model.keys.sequences(of: "stale", in: model.mode == .typing ? .type : .browse).first?.shortName ?? ":stale"
        return "\(Figures.grouped(state.stale)) stale, \(key) runs \(state.stale > 1 ? "them" : "it")"
    }

    private var keys: [KeyHint] {
        guard model.showsKeys else { return [] }
        if let keysOfLists { return keysOfLists }
        if model.replay != nil { return ReplayPlayer.keyHints(isPaused: model.isReplayPaused) }
        let mode: Action.Mode = model.own != nil ? .own : model.building != nil ? .layers : model.mode == .typing ? .type : .browse
        func hint(_ names: String..., does: String) -> KeyHint? {
            let parts = names.compactMap { name in
                model.keys.sequences(of: name, in: mode).first.map { KeyHint.Part(text: $0.shortName, effect: .press($0.keys)) }
            }
            return parts.isEmpty ? nil : KeyHint(parts, does: does)
        }
        if let own = model.own {
            // Where one types, keys that are characters are the text's.
            func typed(_ name: String, does: String) -> KeyHint? {
                let sequence = model.keys.sequences(of: name, in: .own).first(where: \.beginsOutsideText)
                return sequence.map { KeyHint([.init(text: $0.shortName, effect: .press($0.keys))], does: does) }
            }
            let (back, help) = (hint("own-done", does: "back"), hint("own-help", does: "help"))
            let hints: [KeyHint?] =
                switch own.content {
                case .text:
                    [
                        back, own.readsCharacters ? KeyHint(.enter, does: "new line") : nil, typed("own-clear", does: "clear"),
                        typed("own-undo", does: "undo"), help,
                    ]
                case .letters(let row) where !row.isDrawing:
                    [
                        back, hint("own-down", does: "draw the letter"), typed("own-clear", does: "clear"),
                        typed("own-undo", does: "undo"), help,
                    ]
                case .picture, .letters:
                    [
                        back, hint("own-pen", does: "pen"), hint("own-clear", does: "clear"), hint("own-undo", does: "undo"),
                        hint("own-rub", does: "erase"), hint("own-left", "own-right", "own-up", "own-down", does: "move"), help,
                    ]
                case .series(let series):
                    [
                        back, hint("own-left", "own-right", does: "step"), hint("own-up", "own-down", does: "value"),
                        hint("own-clear", does: "reset"), hint("own-undo", does: "undo"),
                        series.width > 1 ? hint("own-pen", does: "channel") : nil, help,
                    ]
                }
            return hints.compactMap { $0 }
        }
        if let building = model.building {
            let isShare = model.layers.flatMap(building.written).map { Int($0) == nil } ?? false
            return [
                hint("layers-done", does: "done"), hint("layer-add", does: "add"), hint("layer-remove", does: "remove"),
                hint("layer-change", does: "change"), hint("layers-help", does: "help"), hint("layer-down", "layer-up", does: "move"),
                hint("number-double", "number-halve", does: isShare ? "0.1 more, less" : "double, halve"), hint("layer-undo", does: "undo"),
                KeyHint([.init(text: "0-9", effect: .press([]))], does: "number"),
            ].compactMap { $0 }
        }
        if model.search != nil { return [KeyHint(.enter, does: "search"), KeyHint(.escape, does: "back")] }
        let select = hint("next-cell", "previous-cell", does: "select")
        let back = hint("browse", does: mode == .type && !typesInPlace ? "browse" : "back")
        if trains, state.isFollowed {
            let ofPanel = hasPanel ? hint("view", does: "view") : hint("panel-full", does: "show it")
            let take = KeyHint([.init(text: ":take", effect: .perform("take"))], does: "take over")
            return ([ofPanel, take] + (mode == .browse ? [select, hint("type", does: "type")] : [back])).compactMap { $0 }
        }
        if trains {
            let isPaused = state.activeRun?.phase == .paused
            let run = [hint("pause", does: isPaused ? "resume" : "pause"), hint("stop", does: "stop")]
            let next = hasOtherExamples ? hint("next", does: "next") : nil
            let panel = hasPanel ? [hint("view", does: "view"), next] : [hint("panel-full", does: "show it")]
            let step = hasPanel ? hint("step-back", "step-on", does: "step") : nil
            // The keys of the mode are offered too, as far as there is room.
            let hints =
                if mode == .browse {
                    run + [select, hint("edit", does: "edit")] + panel + [hint("type", does: "type"), hint("delete", does: "remove"), step]
                } else if typesInPlace {
                    [hint("enter", does: model.typesProse ? "done" : "run"), back] + run + panel + [step]
                } else {
                    run + panel + [back, step, hint("palette", does: "all commands")]
                }
            return hints.compactMap { $0 }
        }
        // What matters most comes first: the last ones go where there is no room.
        let ofRun =
            if state.activeRun == nil {
                [KeyHint?]()
            } else if hasPanel {
                [
                    hint("view", does: "view"), hasOtherExamples ? hint("next", does: "next example") : nil,
                    hint("step-back", "step-on", does: "step"),
                ]
            } else {
                [hint("panel-full", does: "show the run")]
            }
        let hints =
            if mode == .browse {
                (model.showsMatches ? [hint("next-match", "previous-match", does: "next, previous")] : []) + [
                    select, hint("edit", does: "edit"), hint("run-cell", does: "run"),
                ] + ofRun + [
                    hint("delete", does: "remove"), hint("undo", does: "undo"), hint("type", does: "type"), hint("help", does: "help"),
                ]
            } else if model.typesProse {
                [hint("enter", does: "done"), hint("new-line", does: "new line"), hint("browse", does: "back")]
            } else if model.edited != nil {
                [
                    hint("enter", does: "run"), hint("new-line", does: "new line"), hint("split", does: "split"),
                    hint("browse", does: "back"),
                ]
            } else {
                (model.editor.isEmpty && !ofRun.isEmpty ? ofRun : [hint("complete", does: "complete")] + ofRun)
                    + [hint("browse", does: "browse"), hint("palette", does: "all commands"), hint("help", does: "help")]
                    + (ofRun.isEmpty ? [] : [hint("wrong", does: "worst")])
            }
        return hints.compactMap { $0 }
    }
}
