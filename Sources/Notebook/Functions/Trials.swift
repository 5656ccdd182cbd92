import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// Repeated training of one kind: to see how far chance goes, and to choose settings.
enum TrialFunctions {
    static let all: [Function] = [repeated, crossValidated, sweep, logarithmic, uniform, RateFunctions.findRate]

    private static let training = Parameter.required(
        "training", .call(of: "train", example: "train(net, data)"), "The call to train to repeat.")

    // MARK: How far chance goes

    static let repeated = trials(
        "repeat",
        "Trains the same network with several seeds, small networks side by side, and shows how far the results differ: mean, standard "
            + "deviation, minimum and maximum.",
        parameters: [
            training,
            .optional("seeds", .whole(2...10_000), .number(5), "The number of seeds: that of the call, and those that follow it."),
        ],
        example: setup + "repeat(train(gru(8) | last | dense(10), digits, epochs: 1, batch: 50), seeds: 2)",
        related: ["cross_validate", "sweep", "train"]
    ) { (arguments, name) throws(CellError) in
        let call = try TrainingCall(try arguments.value("training", as: DeferredCall.self).arguments())
        let plans = (0..<(try arguments.integer("seeds"))).map { number in
            var own = call
            own.plan.seed &+= UInt64(number)
            return TrialRunner.Plan(values: [.number(Double(own.plan.seed))], call: own)
        }
        return (RunSet(name: name, purpose: .spread, settings: ["seed"]), plans, nil)
    }

    static let crossValidated = trials(
        "cross_validate",
        "Trains once for each fold of the training data, small networks side by side, tests on the part left out, and shows how far the "
            + "results differ.",
        parameters: [
            training, .optional("folds", .whole(2...1_000), .number(5), "The number of parts the data is cut into."),
            .optional("seed", .anyWhole, .number(0), "Which sequences come into which fold."),
        ],
        example: setup + "cross_validate(train(gru(8) | last | dense(10), digits, epochs: 1, batch: 50), folds: 2)",
        related: ["repeat", "folds", "train"]
    ) { (arguments, name) throws(CellError) in
        let call = try TrainingCall(try arguments.value("training", as: DeferredCall.self).arguments())
        let (folds, seed) = (try arguments.integer("folds"), try arguments.seed())
        let pairs = try CellError.rethrowing { () throws(DataError) in try call.data.folds(folds, seed: seed) }
        var plans: [TrialRunner.Plan] = []
        for (number, pair) in pairs.enumerated() {
            plans.append(TrialRunner.Plan(values: [.number(Double(number))], call: try call.on(pair)))
        }
        return (RunSet(name: name, purpose: .spread, settings: ["fold"]), plans, nil)
    }

    // MARK: Choosing

    private static let settingValues = ParameterType.special(
        SpecialType(
            [.list, .range, NumberDistribution.valueType],
            words: "a list of values, a range such as 16..64, or numbers to draw from, such as log(0.0001, 0.01)"
        ) { value in
            if case .list(let values) = value { !values.isEmpty } else { true }
        })

    /// Most trials of a sweep.
    private static let most = 10_000

    static let sweep = trials(
        "sweep",
        "Trains with every combination of settings, or with a random selection, small networks side by side, and sorts the runs by "
            + "their validation result, or test result.",
        parameters: [
            training, .optional("trials", .whole(1...most), "The number of combinations to draw; by default, all are tried."),
            .optional("seed", .anyWhole, .number(0), "Decides which combinations are drawn."),
            .optional(
                "halving", .whole(2...100),
                "Keeps only one in this many trials at each comparison: at the last epoch divided by this number, and again at that "
                    + "epoch divided by it. Trials are trained one after another."
            ),
            .labelled("setting", settingValues, "The values to try for a name in the call to train, given under that name."),
        ],
        example: setup + "sweep(train(gru(units) | last | dense(10), digits, epochs: 1, batch: 50), units: [4, 8])",
        related: ["log", "uniform", "repeat", "find_rate", "compare"]
    ) { (arguments, name) throws(CellError) in
        let training: DeferredCall = try arguments.value("training")
        let settings = try arguments.list("setting", of: LabelledValue.self).map { Setting($0) }
        var plans: [TrialRunner.Plan] = []
        for values in try choices(settings, count: try arguments.optionalInteger("trials"), seed: try arguments.seed()) {
            let names = Dictionary(uniqueKeysWithValues: zip(settings.map(\.name), values))
            plans.append(TrialRunner.Plan(values: values, call: try TrainingCall(try training.arguments(names))))
        }
        let halving = try arguments.optionalInteger("halving").map { factor in
            SuccessiveHalving(factor: factor, epochs: plans.map(\.call.plan.epochs).max() ?? 1)
        }
        return (RunSet(name: name, purpose: .choice, settings: settings.map(\.name)), plans, halving)
    }

    /// What is tried: all there is, in order, or so many draws, each once.
    private static func choices(_ settings: [Setting], count: Int?, seed: UInt64) throws(CellError) -> [[Value]] {
        var all: Int? = 1
        for setting in settings {
            guard let sofar = all, let count = setting.count else {
                all = nil
                break
            }
            let (product, isTooLarge) = sofar.multipliedReportingOverflow(by: count)
            all = isTooLarge ? Int.max : product
        }
        guard let count else {
            guard let all else {
                throw CellError(.told("There is no limit to the numbers to draw; say how many to try, such as trials: 20."))
            }
            guard all <= most else {
                throw CellError(.told("There are \(Figures.grouped(all)) combinations; say how many to try, such as trials: 20."))
            }
            return grid(settings)
        }
        if let all, all <= count { return grid(settings) }
        var random = SplitMix(seed: seed)
        var choices: [[Value]] = []
        var found: Set<[String]> = []
        // What was drawn before is drawn again, unless that does not end.
        var tries = 0
        while choices.count < count, tries < 100 * count {
            tries += 1
            let values = settings.map { $0.value(&random) }
            if found.insert(values.map(\.written)).inserted { choices.append(values) }
        }
        return choices
    }

    /// All settings, the last name fastest.
    private static func grid(_ settings: [Setting]) -> [[Value]] {
        settings.reduce([[]]) { begun, setting in
            begun.flatMap { values in (0..<(setting.count ?? 0)).map { values + [setting.value(at: $0)] } }
        }
    }

    static let logarithmic = Function.immediate(
        "log", .trials, "Numbers to draw from in a sweep, uniformly on a logarithmic scale.",
        parameters: [
            .required("lower", .number(.positive), "The lower bound."), .required("upper", .number(.positive), "The upper bound."),
        ],
        example: "log(0.0001, 0.01)", related: ["uniform", "sweep"]
    ) { (arguments) throws(CellError) in
        try distribution(arguments, isLogarithmic: true)
    }

    static let uniform = Function.immediate(
        "uniform", .trials, "Numbers to draw from in a sweep, all equally likely.",
        parameters: [.required("lower", .number(.any), "The lower bound."), .required("upper", .number(.any), "The upper bound.")],
        example: "uniform(0, 0.5)", related: ["log", "sweep"]
    ) { (arguments) throws(CellError) in
        try distribution(arguments, isLogarithmic: false)
    }

    private static func distribution(_ arguments: Arguments, isLogarithmic: Bool) throws(CellError) -> NumberDistribution {
        let (lower, upper) = (try arguments.number("lower"), try arguments.number("upper"))
        guard lower < upper else { throw CellError(.told("`lower` must be less than `upper`.")) }
        return NumberDistribution(lower: lower, upper: upper, isLogarithmic: isLogarithmic)
    }

    // MARK: All of them

    private static let setup = "digits = strokes(train: 300, test: 50)\n"

    private typealias Preparation = @Sendable (Arguments, String) throws(CellError) -> (RunSet, [TrialRunner.Plan], SuccessiveHalving?)

    private static func trials(
        _ name: String, _ sentence: String, parameters: [Parameter], example: String, related: [String], _ prepare: @escaping Preparation
    ) -> Function {
        var function = Function.whenRun(
            name, .trials, sentence, parameters: parameters, example: example, related: related
        ) { (arguments, context) throws(CellError) -> RunSet in
            let (empty, plans, halving) = try prepare(arguments, context.name ?? name)
            return try TrialRunner(cell: context.cell, halving: halving).train(plans, into: empty)
        }
        function.usesAllCores = true
        function.printsItself = true
        return function
    }
}

/// Members of runs to choose among.
enum TrialMembers {
    static let all: [Function] = [best, mean, deviation]

    private static let example = """
        digits = strokes(train: 300, test: 50)
        net = gru(8) | last | dense(10)
        tries = repeat(train(net, digits, epochs: 1, batch: 50), seeds: 2)

        """

    static let best = Function.immediateMember(
        "best", .members, "The run with the lowest error, or loss if nothing is right or wrong, in validation or testing.",
        example: example + "tries.best", related: ["sweep", "mean"]
    ) { (runs: RunSet) throws(CellError) in
        guard let best = runs.best else { throw CellError(.noSuchFigure) }
        return best.run
    }

    static let mean = figure("mean", "The mean of the results of the runs: of errors, or of losses if nothing is right or wrong.", \.mean)

    static let deviation = figure(
        "deviation", "The sample standard deviation of the results of the runs.", \.deviation)

    private static func figure(_ name: String, _ sentence: String, _ figure: @escaping @Sendable (RunSet) -> Double?) -> Function {
        Function.immediateMember(name, .members, sentence, example: example + "tries.\(name)", related: ["repeat", "best"]) {
            (runs: RunSet) throws(CellError) in
            guard let figure = figure(runs) else { throw CellError(.noSuchFigure) }
            return figure
        }
    }
}
