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
        Action("command", .session, "begins a command", browsing: [":"]) { controller, _ in
            controller.model.mode = .typing
            controller.model.editor.replace(with: ":")
        },
        Action("save", .session, "writes the session; in another file, it goes on there", argument: "[file]", takesPath: true) {
            controller, argument in
            controller.save(argument, overwriting: false)
        },
        Action("save!", .session, "writes it over another program's changes", argument: "[file]", takesPath: true) {
            controller, argument in
            controller.save(argument, overwriting: true)
        },
        Action("write", .session, "writes the session; into another file, a copy", argument: "[file]", takesPath: true, aliases: ["w"]) {
            controller, argument in
            controller.write(argument, overwriting: false)
        },
        Action("write!", .session, "does so in place of what is there", argument: "[file]", takesPath: true, aliases: ["w!"]) {
            controller, argument in
            controller.write(argument, overwriting: true)
        },
        Action("open", .session, "saves this session and goes on with another", argument: "file", takesPath: true, aliases: ["e", "o"]) {
            controller, path in
            if path.isEmpty {
                controller.model.message = ":open needs a file, as in :open session.md."
            } else {
                controller.wantedFile = path
            }
        },
        Action("shot", .session, "writes a picture of the screen", argument: "file.svg", takesPath: true) { controller, path in
            controller.wantedShot = path
        },
        Action("recent", .session, "lists the sessions that were open before, and opens one", typing: ["Alt-o"]) { controller, _ in
            let paths = controller.recent.paths
            if paths.isEmpty {
                controller.model.message = "No other session was open before."
            } else {
                controller.model.picker = Picker(sessions: paths)
            }
        },
        Action("tour", .session, "opens a session that shows a newcomer around") { controller, _ in controller.wantedTour = .asItWasLeft },
        Action("tour!", .session, "begins it anew") { controller, _ in controller.wantedTour = .anew },
        Action("take", .session, "takes the session over from another notebook") { controller, _ in controller.wantsToTake = true },
        Action("scroll-up", .session, "reads what is above", typing: ["PageUp"], browsing: ["PageUp"], isAlwaysThere: true) {
            controller, _ in
            controller.scroll(byPages: 1)
        },
        Action("scroll-down", .session, "reads on", typing: ["PageDown"], browsing: ["PageDown"], isAlwaysThere: true) { controller, _ in
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
        Action("suspend", .session, "stops the program until fg", typing: ["^Z"], browsing: ["^Z"], isOfTerminal: true) { controller, _ in
            controller.wantsSuspension = true
        },
        Action(
            "quit", .session, "saves and leaves; what trains goes on next time", typing: ["^D"], browsing: ["^D"],
            aliases: ["q", "wq", "x"]
        ) { controller, _ in controller.quit() },
        Action("quit!", .session, "leaves without saving", aliases: ["q!"]) { controller, _ in controller.leaving = .discarding },
    ]
}
