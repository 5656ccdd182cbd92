extension Action {
    static let ownActions: [Action] = [
        here("own-left", "moves left, or one step back in a series", ["Left", "h"]) { $0.model.own?.move(columns: -1, rows: 0) },
        here("own-right", "moves right, or one step forward", ["Right", "l"]) { $0.model.own?.move(columns: 1, rows: 0) },
        here("own-far-left", "moves ten steps back in a series", ["PageUp"]) { $0.model.own?.leap(-1) },
        here("own-far-right", "moves ten steps on", ["PageDown"]) { $0.model.own?.leap(1) },
        here("own-up", "moves up; raises the value of a series", ["Up", "k"]) { $0.model.own?.move(columns: 0, rows: -1) },
        here("own-down", "moves down; lowers the value", ["Down", "j"]) { $0.model.own?.move(columns: 0, rows: 1) },
        here("own-pen", "lowers or lifts the pen; goes to the next channel of a series", ["Space"]) { $0.model.own?.press() },
        here("own-rub", "erases at the cursor", ["x", "Backspace"]) { $0.model.own?.rub() },
        here("own-clear", "starts over", ["c", "Alt-c"]) { $0.model.own?.clear() },
        here("own-undo", "undoes the latest change", ["u", "^_", "Alt-u"]) { $0.takeBackOwn(redoes: false) },
        here("own-redo", "redoes the undone change", ["U", "Alt-U"]) { $0.takeBackOwn(redoes: true) },
        here("own-help", "explains these keys", ["F1", "Alt-?", "?"]) { $0.explainOwn() },
        here("own-done", "returns to the notebook", ["Esc", "^C"]) { $0.leaveOwn() },
    ]

    private static func here(
        _ name: String, _ sentence: String, _ keys: [KeyBinding],
        perform: @escaping @Sendable (_ controller: inout NotebookController) -> Void
    ) -> Action {
        .of(.own, name, .own, sentence, keys, perform: perform)
    }
}
