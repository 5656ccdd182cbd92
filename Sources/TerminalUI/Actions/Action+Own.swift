extension Action {
    static let ownActions: [Action] = [
        here("own-left", "goes left, or a step back in a series", ["Left", "h"]) { $0.model.own?.move(columns: -1, rows: 0) },
        here("own-right", "goes right, or a step on", ["Right", "l"]) { $0.model.own?.move(columns: 1, rows: 0) },
        here("own-far-left", "goes ten steps back in a series", ["PageUp"]) { $0.model.own?.leap(-1) },
        here("own-far-right", "goes ten steps on", ["PageDown"]) { $0.model.own?.leap(1) },
        here("own-up", "goes up; raises the value of a series", ["Up", "k"]) { $0.model.own?.move(columns: 0, rows: -1) },
        here("own-down", "goes down; lowers the value", ["Down", "j"]) { $0.model.own?.move(columns: 0, rows: 1) },
        here("own-pen", "puts the pen down or lifts it; goes to the next channel of a series", ["Space"]) { $0.model.own?.press() },
        here("own-rub", "erases what is drawn there", ["x", "Backspace"]) { $0.model.own?.rub() },
        here("own-clear", "starts over", ["c", "Alt-c"]) { $0.model.own?.clear() },
        here("own-undo", "undoes the latest change", ["u", "^_", "Alt-u"]) { $0.takeBackOwn(redoes: false) },
        here("own-redo", "does again what was undone", ["U", "Alt-U"]) { $0.takeBackOwn(redoes: true) },
        here("own-help", "explains these keys", ["F1", "Alt-?", "?"]) { $0.explainOwn() },
        here("own-done", "goes back to the notebook", ["Esc", "^C"]) { $0.leaveOwn() },
    ]

    private static func here(
        _ name: String, _ sentence: String, _ keys: [KeyBinding],
        perform: @escaping @Sendable (_ controller: inout NotebookController) -> Void
    ) -> Action {
        .of(.own, name, .own, sentence, keys, perform: perform)
    }
}
