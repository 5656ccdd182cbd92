import CellLanguage
import Notebook

extension Action {
    static let sessionActions: [Action] = [
        Action("palette", .session, "lists all commands, and runs one", typing: ["^P"], browsing: ["^P"]) { controller, _ in
            controller.openPalette()
        },
        Action(
            "help", .session, "explains the keys, or a function", argument: "[name]", choices: { _ in SessionManager.functionItems },
            typing: ["F1", "Alt-?"], browsing: ["?", "F1"]
        ) {
            controller, argument in
            controller.showHelp(argument)
        },
        Action("command", .session, "starts a command", browsing: [":"]) { controller, _ in
            controller.model.mode = .typing
            controller.model.editor.replace(with: ":")
        },
        Action("save", .session, "saves the session; with another file, continues there", argument: "[file]", takesPath: true) {
            controller, argument in
            controller.save(argument, overwriting: false)
        },
        Action("save!", .session, "saves, overwriting another program's changes", argument: "[file]", takesPath: true) {
            controller, argument in
            controller.save(argument, overwriting: true)
        },
        Action(
            "write", .session, "saves the session; with another file, writes a copy", argument: "[file]", takesPath: true, aliases: ["w"]
        ) {
            controller, argument in
            controller.write(argument, overwriting: false)
        },
        Action("write!", .session, "saves or writes a copy, overwriting a file", argument: "[file]", takesPath: true, aliases: ["w!"]) {
            controller, argument in
            controller.write(argument, overwriting: true)
        },
        Action("open", .session, "saves this session and opens another", argument: "file", takesPath: true, aliases: ["e", "o"]) {
            controller, path in
            if path.isEmpty {
                controller.model.message = ":open needs a file, as in :open session.md."
            } else {
                controller.wantedFile = path
            }
        },
        Action("shot", .session, "writes a picture of the screen, as SVG or PNG", argument: "file", takesPath: true) { controller, path in
            controller.wantedShot = path
        },
        Action("recent", .session, "lists recent sessions, and opens one", typing: ["Alt-o"]) { controller, _ in
            let paths = controller.recent.paths
            if paths.isEmpty {
                controller.model.message = "There are no other recent sessions."
            } else {
                controller.model.picker = Picker(sessions: paths)
            }
        },
        Action("tour", .session, "opens a session that shows newcomers around") { controller, _ in controller.wantedTour = .asItWasLeft },
        Action("tour!", .session, "starts the tour over") { controller, _ in controller.wantedTour = .anew },
        Action("take", .session, "takes over the session from another notebook") { controller, _ in controller.wantsToTake = true },
        Action("scroll-up", .session, "scrolls up", typing: ["PageUp"], browsing: ["PageUp"], isAlwaysThere: true) {
            controller, _ in
            controller.scroll(byPages: 1)
        },
        Action("scroll-down", .session, "scrolls down", typing: ["PageDown"], browsing: ["PageDown"], isAlwaysThere: true) {
            controller, _ in
            controller.scroll(byPages: -1)
        },
        Action(
            "mouse", .session, "switches the mouse on or off", argument: "[on|off]",
            choices: { _ in ["on", "off"].map { Completions.Item(text: $0, detail: "") } }, typing: ["Alt-M"], browsing: ["M"],
            isOfTerminal: true
        ) {
            controller, argument in
            controller.useMouse(argument)
        },
        Action("redraw", .session, "redraws the screen", typing: ["^L"], browsing: ["^L"], isOfTerminal: true) { controller, _ in
            controller.wantsRepaint = true
        },
        Action("suspend", .session, "suspends the program until fg", typing: ["^Z"], browsing: ["^Z"], isOfTerminal: true) {
            controller, _ in
            controller.wantsSuspension = true
        },
        Action(
            "quit", .session, "saves and leaves; training continues next time", typing: ["^D"], browsing: ["^D"],
            aliases: ["q", "wq", "x"]
        ) { controller, _ in controller.quit() },
        Action("quit!", .session, "leaves without saving", aliases: ["q!"]) { controller, _ in controller.leaving = .discarding },
    ]
}
