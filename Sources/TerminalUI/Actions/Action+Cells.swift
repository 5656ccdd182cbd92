extension Action {
    static let cellActions: [Action] = [
        ofCell("next-cell", "selects the next cell", browsing: ["j", "Down"]) { controller, selected in
            guard let below = selected.below else {
                controller.model.message = "This is the last cell; o inserts one below, i returns to typing."
                return
            }
            controller.model.mode = .browsing(below)
        },
        ofCell("previous-cell", "selects the previous cell", browsing: ["k", "Up"]) { controller, selected in
            guard selected.place > 0 else {
                controller.model.message = "This is the first cell."
                return
            }
            controller.model.mode = .browsing(selected.cells[selected.place - 1].id)
        },
        ofCell("first-cell", "selects the first cell", browsing: ["g", "Home"]) { controller, selected in
            if selected.place == 0 { controller.model.message = "This is the first cell." }
            controller.model.mode = .browsing(selected.cells[0].id)
        },
        ofCell("last-cell", "selects the last cell", browsing: ["G", "End"]) { controller, selected in
            if selected.below == nil { controller.model.message = "This is the last cell." }
            controller.model.mode = .browsing(selected.cells[selected.cells.count - 1].id)
        },
        ofCell("type", "returns to typing", browsing: ["i", "Esc"]) { controller, _ in controller.model.mode = .typing },
        ofCell("edit", "edits the cell, or the prose", browsing: ["Return"]) { controller, selected in controller.edit(selected.view) },
        Action("editor", .cells, "opens the cell, or the typed text, in $EDITOR", typing: ["Alt-e"], browsing: ["e"]) { controller, _ in
            controller.wantsEditor = true
        },
        ofCell("run-cell", "runs the cell", browsing: ["r"]) { controller, selected in controller.run(selected.view) },
        ofCell("cancel", "ends only this cell, or takes it out of the queue", browsing: ["x"]) { controller, selected in
            controller.cancel(selected.id)
        },
        ofCell("new-below", "inserts a cell below", browsing: ["o"]) { controller, selected in
            controller.beginCell(before: selected.below, isProse: false)
        },
        ofCell("new-above", "inserts a cell above", browsing: ["O"]) { controller, selected in
            controller.beginCell(before: selected.id, isProse: false)
        },
        ofCell("prose-below", "inserts prose below", browsing: ["t"]) { controller, selected in
            controller.beginCell(before: selected.below, isProse: true)
        },
        ofCell("prose-above", "inserts prose above", browsing: ["T"]) { controller, selected in
            controller.beginCell(before: selected.id, isProse: true)
        },
        ofCell("delete", "cuts the cell", browsing: ["d d"]) { controller, selected in controller.remove(selected.id) },
        ofCell("yank", "copies the cell", browsing: ["y y"]) { controller, selected in controller.yank(selected.view) },
        ofCell("copy", "copies the cell to the terminal's clipboard", browsing: ["Y"]) { controller, selected in
            controller.wantedCopy = selected.view.source
            controller.model.message = "Copied, if the terminal lets programs do so (OSC 52)."
        },
        ofCell("put-below", "pastes the copied cell below", browsing: ["p"]) { controller, selected in
            controller.put(before: selected.below)
        },
        ofCell("put-above", "pastes the copied cell above", browsing: ["P"]) { controller, selected in controller.put(before: selected.id)
        },
        ofCell("duplicate", "inserts a copy of the cell below it", browsing: ["D"]) { controller, selected in
            controller.duplicate(selected.id)
        },
        ofCell("join", "joins the cell with the next", browsing: ["J"]) { controller, selected in controller.join(selected.id) },
        ofCell("move-down", "moves the cell down", browsing: ["Alt-j"]) { controller, selected in
            guard let next = selected.below else {
                controller.model.message = "There is no cell below to move it past."
                return
            }
            controller.manager.move(selected.id, before: selected.cells.place(of: next).flatMap(selected.cells.below))
        },
        ofCell("move-up", "moves the cell up", browsing: ["Alt-k"]) { controller, selected in
            guard selected.place > 0 else {
                controller.model.message = "There is no cell above to move it past."
                return
            }
            controller.manager.move(selected.id, before: selected.cells[selected.place - 1].id)
        },
        Action("undo", .cells, "undoes the latest change to the cells", browsing: ["u"]) { controller, _ in controller.undo() },
        Action("redo", .cells, "redoes the undone change to the cells", browsing: ["^R"]) { controller, _ in controller.redo() },
        Action("search", .cells, "searches cells and their output", argument: "[text]", browsing: ["/"]) { controller, text in
            controller.beginSearch(text)
        },
        Action("next-match", .cells, "selects the next match", browsing: ["n"]) { controller, _ in
            controller.findNext(.down)
        },
        Action("previous-match", .cells, "selects the previous match", browsing: ["N"]) { controller, _ in controller.findNext(.up) },
    ]
}
