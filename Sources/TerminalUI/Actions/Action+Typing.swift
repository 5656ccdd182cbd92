extension Action {
    static let typingActions: [Action] = [
        Action("enter", .typing, "runs the cell, or begins a new line while a bracket is open", typing: ["Return"]) { controller, _ in
            if controller.model.typesProse { controller.enterProse() } else { controller.enter() }
        },
        Action("new-line", .typing, "begins a new line", typing: ["Alt-Return"]) { controller, _ in
            _ = controller.model.editor.handle(.altEnter)
        },
        Action("complete", .typing, "completes names, functions, labels and paths", typing: ["Tab"]) { controller, _ in
            if controller.model.typesProse { controller.model.editor.insert("  ") } else { controller.complete() }
        },
        Action("history-back", .typing, "fetches the last cell that begins with what is typed", typing: ["Up"]) { controller, _ in
            controller.goThroughHistory(.up)
        },
        Action("history-forward", .typing, "fetches the one after it", typing: ["Down", "^N"]) { controller, _ in
            controller.goThroughHistory(.down)
        },
        Action("history", .typing, "searches what was typed before", typing: ["^R"]) { controller, _ in
            controller.model.picker = Picker(history: controller.history.latestFirst)
        },
        Action(
            "clear", .typing, "clears the line; twice on an empty one it ends what trains", typing: ["^C"], browsing: ["^C"],
            isAlwaysThere: true
        ) { controller, _ in controller.interrupt() },
        Action("split", .typing, "splits the cell that is edited at the cursor", typing: ["Alt-x"]) { controller, _ in controller.split() },
        Action("layers", .typing, "changes the layers of what is typed in a table", typing: ["Alt-t"], browsing: ["L"]) { controller, _ in
            controller.enterLayers()
        },
        Action("browse", .typing, "goes to the cells, or back from editing one", typing: ["Esc"]) { controller, _ in
            controller.leaveTyping()
        },
    ]
}
