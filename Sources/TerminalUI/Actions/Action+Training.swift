import TextFormatting

extension Action {
    static let trainingActions: [Action] = [
        Action("pause", .training, "pauses or resumes training", typing: ["Alt-p"], browsing: ["Space"], steersRun: true) {
            controller, _ in
            guard controller.hasRunToSteer() else { return }
            if controller.manager.state.activeRun?.phase == .paused { controller.manager.resume() } else { controller.manager.pause() }
        },
        Action("resume", .training, "resumes training", steersRun: true) { controller, _ in
            guard controller.hasRunToSteer() else { return }
            guard controller.manager.state.activeRun?.phase == .paused else {
                controller.model.message = "Nothing is paused."
                return
            }
            controller.manager.resume()
        },
        Action("stop", .training, "stops training after this step", typing: ["Alt-s"], browsing: ["s"], steersRun: true) {
            controller, _ in
            guard controller.hasRunToSteer() else { return }
            controller.manager.stop()
            controller.model.message = "Training stops after this step; its cell records that."
        },
        Action("rate", .training, "changes the learning rate from the next step on", argument: "0.001", steersRun: true) {
            controller, argument in
            guard let rate = Float(argument), rate.isFinite, rate > 0 else {
                controller.model.message = ":rate needs a positive number, as in :rate 0.001."
                return
            }
            controller.askForRate(rate)
        },
        Action("interrupt", .training, "ends running cells; queued cells still run", steersRun: true) { controller, _ in
            guard controller.manager.state.isBusy else {
                controller.model.message = "Nothing is running."
                return
            }
            controller.manager.interruptRunning()
            controller.model.message = "Interrupted."
        },
        Action("queue", .training, "lists the waiting cells, to reorder or remove them", typing: ["Alt-q"], browsing: ["Q"]) {
            controller, _ in
            controller.openQueue()
        },
        Action("run", .training, "runs all cells", typing: ["Alt-R"], browsing: ["R"]) { controller, _ in
            controller.runCells(stale: false)
        },
        Action("stale", .training, "runs the cells that need to run again", typing: ["Alt-S"], browsing: ["S"]) { controller, _ in
            controller.runCells(stale: true)
        },
        Action("runs", .training, "lists the runs stored beside the file") { controller, _ in
            guard controller.keepsRuns() else { return }
            controller.manager.lookForKeptRuns()
            controller.model.page = .init(contents: .keptRuns)
        },
        Action(
            "forget", .training, "removes a stored run, or all of them", argument: "3f9a", choices: { $0.keptRunItems() }
        ) { controller, argument in
            let name = argument.filter { $0 != " " }
            if name.isEmpty {
                controller.model.message = ":forget needs the name of a run, as listed by `:runs`, or the word all."
            } else if controller.keepsRuns() {
                controller.manager.forgetRun(name == "all" ? nil : name)
            }
        },
        Action("limit", .training, "limits the disk space of stored runs", argument: "500 MB") { controller, argument in
            guard let bytes = Figures.bytes(from: argument), !argument.isEmpty else {
                controller.model.message = ":limit needs a size, as in :limit 500 MB."
                return
            }
            if controller.keepsRuns() { controller.manager.limitRuns(toBytes: bytes) }
        },
    ]
}
