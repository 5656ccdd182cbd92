import CellLanguage

extension Action {
    static let panelActions: [Action] = [
        Action("next", .panel, "shows the next example", typing: ["Alt-]"], browsing: ["]"], steersRun: true) { controller, _ in
            if controller.hasShownRun() { controller.goOn(1) }
        },
        Action("previous", .panel, "shows the previous example", typing: ["Alt-["], browsing: ["["], steersRun: true) { controller, _ in
            if controller.hasShownRun() { controller.goOn(-1) }
        },
        Action("watch", .panel, "shows the example with this number", argument: "17", steersRun: true) { controller, argument in
            controller.watch(argument)
        },
        Action(
            "wrong", .panel, "shows the worst example, then the next; of the selected pair of classes, if there is one",
            typing: ["Alt-E"], browsing: ["E"], steersRun: true
        ) { controller, _ in
            controller.goToWrong()
        },
        Action(
            "step-back", .panel, "moves to an earlier step of the example, or another pair of classes", typing: ["Alt-<"],
            browsing: ["<", "Left"]
        ) {
            controller, _ in
            controller.moveStep(-1)
        },
        Action("step-on", .panel, "moves to a later step", typing: ["Alt->"], browsing: [">", "Right"]) { controller, _ in
            controller.moveStep(1)
        },
        Action(
            "view", .panel, "shows the next view of the run", argument: "[name]",
            choices: { LivePanel.View.applying(to: $0.shownRun).map { Completions.Item(text: $0.title, detail: "") } }, typing: ["Alt-v"],
            browsing: ["v"]
        ) {
            controller, argument in
            controller.showView(argument)
        },
        Action("previous-view", .panel, "shows the previous view", typing: ["Alt-V"], browsing: ["V"]) { controller, _ in
            controller.show(controller.model.view.previous(of: controller.shownRun))
            controller.sayWhereNoRunIsShown()
        },
        Action(
            "pick-view", .panel, "shows the view with this number; 0 is the tenth", argument: "3",
            choices: { controller in
                LivePanel.View.applying(to: controller.shownRun).enumerated().map { Completions.Item(text: "\($0 + 1)", detail: $1.title) }
            },
            typing: viewDigits.map { KeyBinding("Alt-\($0.key)", argument: $0.number) },
            browsing: viewDigits.map { KeyBinding($0.key, argument: $0.number) }
        ) {
            controller, argument in
            controller.pickView(argument)
        },
        Action("chart-scale", .panel, "draws the losses on a linear or logarithmic scale", typing: ["Alt-l"], browsing: ["l"]) {
            controller, _ in
            controller.model.loss.scale = controller.model.loss.scale == .linear ? .logarithmic : .linear
            controller.sayWhereNoRunIsShown()
        },
        Action("chart-smoothing", .panel, "smooths the training loss more, or not at all", typing: ["Alt-m"], browsing: ["m"]) {
            controller, _ in
            controller.model.loss.smoothing = controller.model.loss.smoothing.next
            controller.sayWhereNoRunIsShown()
        },
        Action("chart-nearer", .panel, "shows fewer steps of the losses", typing: ["Alt-+"], browsing: ["+", "="]) {
            controller, _ in
            controller.zoomChart(0.5)
        },
        Action("chart-wider", .panel, "shows more steps, and then room for those to come", typing: ["Alt--"], browsing: ["-"]) {
            controller, _ in
            controller.zoomChart(2)
        },
        Action("chart-earlier", .panel, "shows earlier steps", typing: ["Alt-("], browsing: ["("]) { controller, _ in
            controller.panChart(-0.25)
        },
        Action("chart-later", .panel, "shows later steps", typing: ["Alt-)"], browsing: [")"]) { controller, _ in
            controller.panChart(0.25)
        },
        Action("chart-newest", .panel, "goes on to the newest steps, and follows them", typing: ["Alt-$"], browsing: ["$"]) {
            controller, _ in
            controller.followChart()
        },
        Action("read-earlier", .panel, "reads the losses at an earlier step", typing: ["Alt-,"], browsing: [","]) { controller, _ in
            controller.readChart(-1)
        },
        Action("read-later", .panel, "reads the losses at a later step", typing: ["Alt-."], browsing: ["."]) { controller, _ in
            controller.readChart(1)
        },
        Action("chart-all", .panel, "shows all steps of the losses, and hides the cursor", typing: ["Alt-*"], browsing: ["*"]) {
            controller, _ in
            controller.showWholeChart()
        },
        Action("all-runs", .panel, "lists the runs, to show, overlay or continue one", typing: ["Alt-a"], browsing: ["a"]) {
            controller, _ in
            controller.openRuns()
        },
        Action("names", .panel, "lists the names that cells define, and goes to the cell", typing: ["Alt-n"], browsing: ["w"]) {
            controller, _ in
            controller.openVariables()
        },
        Action("panel-full", .panel, "switches the run between the whole screen and its panel", typing: ["Alt-z"], browsing: ["z"]) {
            controller, _ in
            controller.model.panel.isFull.toggle()
            controller.sayWhereNoRunIsShown()
        },
        Action("panel-wider", .panel, "gives the run more of the screen", typing: ["Alt-{"], browsing: ["{"]) {
            controller, _ in
            controller.widenPanel(1)
        },
        Action("panel-narrower", .panel, "gives the run less of the screen", typing: ["Alt-}"], browsing: ["}"]) { controller, _ in
            controller.widenPanel(-1)
        },
        Action(
            "try", .panel, "has the run read your own example: typed, drawn, or an edited series", typing: ["Alt-w"],
            browsing: ["W"]
        ) { controller, _ in
            controller.openOwn()
        },
        Action("explain", .panel, "explains how to read the view of the run", typing: ["Alt-h"], browsing: ["h"]) { controller, _ in
            controller.explainView()
        },
    ]

    /// The keys of the views with their numbers: of no run more than ten apply at once.
    static let viewDigits = (1...10).map { (key: String($0 % 10), number: String($0)) }
}
