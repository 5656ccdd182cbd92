extension Action {
    static let panelActions: [Action] = [
        Action("next", .panel, "watches the next example", typing: ["Alt-]"], browsing: ["]"], steersRun: true) { controller, _ in
            controller.manager.nextExample()
        },
        Action("previous", .panel, "watches the example before", typing: ["Alt-["], browsing: ["["], steersRun: true) { controller, _ in
            controller.manager.previousExample()
        },
        Action("watch", .panel, "watches this example", argument: "17", steersRun: true) { controller, argument in
            controller.watch(argument)
        },
        Action("step-back", .panel, "looks at an earlier step of the example", typing: ["Alt-<"], browsing: ["<", "Left"]) {
            controller, _ in
            controller.moveStep(-1)
        },
        Action("step-on", .panel, "looks at a later step", typing: ["Alt->"], browsing: [">", "Right"]) { controller, _ in
            controller.moveStep(1)
        },
        Action("view", .panel, "shows something else of the run", argument: "[name]", typing: ["Alt-v"], browsing: ["v"]) {
            controller, argument in
            controller.showView(argument)
        },
    ]
}
