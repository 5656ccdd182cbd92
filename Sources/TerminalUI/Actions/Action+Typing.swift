extension Action {
    static let typingActions: [Action] = [
        Action("enter", .typing, "runs the cell, or starts a new line while a bracket is open", typing: ["Return"]) { controller, _ in
            if controller.model.typesProse { controller.enterProse() } else { controller.enter() }
        },
        Action("new-line", .typing, "starts a new line", typing: ["Alt-Return"]) { controller, _ in
            _ = controller.model.editor.handle(.altEnter)
        },
        Action("complete", .typing, "completes names, functions, labels and paths", typing: ["Tab"]) { controller, _ in
            if controller.model.typesProse { controller.model.editor.insert("  ") } else { controller.complete() }
        },
        Action("history-back", .typing, "recalls the latest cell that begins with the typed text", typing: ["Up"]) { controller, _ in
            controller.goThroughHistory(.up)
        },
        Action("history-forward", .typing, "recalls the next cell that begins with it", typing: ["Down", "^N"]) { controller, _ in
            controller.goThroughHistory(.down)
        },
        Action("history", .typing, "searches earlier input", typing: ["^R"]) { controller, _ in
            controller.model.picker = Picker(history: controller.history.latestFirst)
        },
        Action(
            "clear", .typing, "clears the line; twice on an empty line, ends training", typing: ["^C"], browsing: ["^C"],
            isAlwaysThere: true
        ) { controller, _ in controller.interrupt() },
        Action("split", .typing, "splits the edited cell at the cursor", typing: ["Alt-x"]) { controller, _ in controller.split() },
        Action("layers", .typing, "edits the layers of the typed text in a table", typing: ["Alt-t"], browsing: ["L"]) { controller, _ in
            controller.enterLayers()
        },
        Action("browse", .typing, "goes to the cells, or stops editing one", typing: ["Esc"]) { controller, _ in
            controller.leaveTyping()
        },
    ]
}
