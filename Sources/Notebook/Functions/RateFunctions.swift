import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// `find_rate`: which learning rate suits a network and its data.
enum RateFunctions {
    static let members: [Function] = [rate]

    private static let example =
        "digits = strokes(train: 300, test: 50)\nfind_rate(gru(8) | last | dense(10), digits, batch: 50, steps: 40)"

    static let findRate: Function = {
        var function = Function.whenRun(
            "find_rate", .trials,
            "Trains for a few steps with a rising learning rate, and suggests one to start with: a tenth of the rate at which the loss "
                + "is lowest.",
            parameters: [
                .required("network", .network, "The layers; their weights do not change."),
                .required("data", .trainingData, "The data to train on."),
                .optional("batch", .whole(1...1_000_000), .number(100), "Sequences per step."),
                .optional("optimizer", .optimizer, OptimizerSetting.standard.cellValue, "How gradients change the weights."),
                .optional("lowest", .number(.positive), .number(0.00001), "The rate of the first step."),
                .optional("highest", .number(.positive), .number(1), "The rate of the last step."),
                .optional(
                    "steps", .whole(10...100_000), .number(100),
                    "The largest number of steps; the search ends earlier if the loss explodes."),
                .optional("clip", .number(.positive), "The largest norm of the gradient; larger gradients are scaled down."),
                .optional("seed", .anyWhole, .number(0), "Decides the first weights, the order of the data and dropout."),
            ],
            example: example, related: ["train", "adam", "sweep"]
        ) { (arguments, context) throws(CellError) -> RateSearch in
            let network: Network = try arguments.value("network")
            let pair = try arguments.pair("data")
            guard let train = pair.train else { throw CellError(.partOfPairMissing(.train, name: pair.name)) }
            let (lowest, highest) = (try arguments.float("lowest"), try arguments.float("highest"))
            guard lowest < highest else { throw CellError(.told("`lowest` must be less than `highest`.")) }
            let count = try arguments.integer("steps")
            var plan = TrainingPlan()
            plan.optimizer = try arguments.value("optimizer", as: OptimizerSetting.self).optimizer
            plan.batchSize = try arguments.integer("batch")
            plan.clipNorm = try arguments.optionalFloat("clip")
            plan.seed = try arguments.seed()
            plan.bpttSteps = TrainingFunctions.window(for: train)
            plan.loss = network.ownLoss
            do throws(NetworkError) {
                return try RateSearch(
                    network: network, train: train, plan: plan, rates: lowest...highest, count: count,
                    ranks: context.cell.runs.ranks)
            } catch {
                throw CellError(error)
            }
        }
        function.usesAllCores = true
        function.fit = { _, arguments in
            let network = arguments["network"].object(Network.self)
            return NetworkFit.misfit(network, arguments["data"].trainingPart, loss: network?.ownLoss ?? .standard, parameter: "network")
        }
        return function
    }()

    static let rate = Function.immediateMember(
        "rate", .members, "The learning rate that was found.",
        example:
            "digits = strokes(train: 300, test: 50)\nfound = find_rate(gru(8) | last | dense(10), digits, batch: 50, steps: 40)\nadam(found.rate)",
        related: ["find_rate"]
    ) { (search: RateSearch) throws(CellError) in
        guard let rate = search.suggestion else { throw CellError(.noSuchFigure) }
        return search.rounded(rate)
    }
}

extension RateSearch: PrintedObject {
    package static let typeDescription = TypeDescription("a search for a learning rate", example: "find_rate(net, data)")

    package var written: String { suggestion.map { "rate \(Figures.plain(rounded($0)))" } ?? "no rate at which the loss falls" }

    /// Two digits: more are not worth writing down.
    func rounded(_ rate: Float) -> Double { Figures.significant(Double(rate), digits: 2) }

    /// Lines that are shown of the search.
    private static let shown = 20

    /// The loss at some of the rates, and what follows.
    var blocks: [OutputBlock] {
        guard let least = steps.map(\.loss).min(), let greatest = steps.map(\.loss).max() else {
            return [.text("The loss is not a number from the first step on; choose a smaller `lowest`.")]
        }
        var table = TextTable(alignments: [.right, .right, .left], rows: [["rate", "loss", ""]])
        let count = min(Self.shown, steps.count)
        for line in 0..<count {
            let step = steps[line * (steps.count - 1) / max(1, count - 1)]
            let length = greatest > least ? Int(30 * (step.loss - least) / (greatest - least)) : 0
            table.rows.append([
                Figures.plain(Figures.significant(Double(step.rate), digits: 2)), Figures.loss(step.loss),
                String(repeating: "#", count: length),
            ])
        }
        let conclusion =
            suggestion.map { "a rate to begin with, a tenth of that at which the loss is least: \(Figures.plain(rounded($0)))" }
            ?? "The loss never falls; try other rates with `lowest` and `highest`."
        return [.text(table.text), .text(conclusion)]
    }

    var isShownWhenAssigned: Bool { true }
}
