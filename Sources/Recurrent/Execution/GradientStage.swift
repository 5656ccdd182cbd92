/// Work on the gradients of some weights, after which they are added up over ranks. One stage is enough, but for a table by which symbols are both read and told: what comes from telling them
/// is added, block by block, to the sum of what comes from reading them.
struct GradientStage {
    var tasks: [GradientTask]
    /// The weights whose gradients are complete, or complete but for what a later stage adds.
    var weights: [Weight]
}

extension NetworkExecution {
    /// The same work as `gradientTasks`, for ranks that compute a part of the batch each.
    func gradientStages(_ pass: Pass, frozen: Set<Int>) -> [GradientStage] {
        let all = weightsByLayer.filter { !frozen.contains($0.layer) }.map(\.weight)
        guard let tied = tied(frozen: frozen) else {
            return [GradientStage(tasks: gradientTasks(pass, frozen: frozen), weights: all)]
        }
        var (reading, telling): ([GradientTask], [GradientTask]) = ([], [])
        tied.addReadingTasks(pass, &reading)
        addLayerTasks(pass, frozen: frozen, &reading)
        addTableTasks(tied, pass, reading: nil, &telling)
        return [GradientStage(tasks: reading, weights: all), GradientStage(tasks: telling, weights: [tied.table])]
    }
}
