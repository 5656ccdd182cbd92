import CellLanguage
import Datasets
import Exchange
import Recurrent
import TextFormatting

/// `save` and `load`: weights in files of their own.
enum WeightFunctions {
    private static func format(_ sentence: String) -> Parameter {
        .optional(
            "format", .choice([WeightFormat.pytorch, .keras, .unroll].map(\.rawValue)), .text(WeightFormat.pytorch.rawValue), sentence)
    }

    /// What a network with weights from a file cannot do without.
    private static func missing(_ arguments: Arguments) -> Problem? {
        let names = ["file", "data"].filter { !arguments.isGiven($0) }
        return names.isEmpty ? nil : .missingArguments(names, function: arguments.function.name, signature: arguments.function.written)
    }

    /// What graphs and weights have each alone.
    private static func graphProblem(_ arguments: Arguments) -> EvaluationProblem? {
        guard case .text(let file) = arguments["file"] else { return nil }
        if GraphFile.isGraph(file) { return arguments.isGiven("format") ? .formatOfGraph : nil }
        if ModuleFile.isModule(file), case .text(WeightFormat.unroll.rawValue) = arguments["format"] { return .formatOfModule }
        if case .boolean(true) = arguments["scaling"] { return .scalingOfWeights }
        return nil
    }

    static let save: Function = {
        var save = Function.whenRun(
            "save", .results,
            "Writes a run to a file: weights in the naming and layout of a framework, the network, the settings and how the data was "
                + "read; or a graph for ONNX Runtime; or a Python module that builds the network in a framework, with its weights "
                + "beside it.",
            parameters: [
                ResultFunctions.run,
                .required(
                    "file", .file,
                    "The file: weights in safetensors format, a graph if its name ends with .onnx, or a Python module if it ends with .py."
                ),
                format(
                    "The framework whose naming and layout the file follows, and whose layers a Python module uses; unroll stores the "
                        + "whole training state, so that training continues with the same bits."
                ),
                .optional(
                    "scaling", .boolean, .boolean(false),
                    "Whether a graph standardizes its inputs itself, so that it reads and returns numbers in the data's own units."),
            ],
            example: TrainingFunctions.setup
                + "save(run, \"data/weights.safetensors\", format: keras)\nsave(run, \"data/digits.onnx\")\nsave(run, \"data/digits.py\", format: pytorch)",
            related: ["load"]
        ) { (arguments, context) throws(CellError) in
            if let problem = graphProblem(arguments) { throw CellError(problem) }
            let file = try arguments.text("file")
            return try context.cell.onFirstRank(elsewhere: Page("wrote \(file)")) { () throws(CellError) in try write(arguments, to: file) }
        }
        save.fit = { _, arguments in
            graphProblem(arguments).map { Misfit(.told($0.sentence), parameter: "file", part: nil) }
        }
        save.ordersFiles = true
        return save
    }()

    private static func write(_ arguments: Arguments, to file: String) throws(CellError) -> Page {
        let run: TrainedRun = try arguments.value("run")
        let scaling = try arguments.boolean("scaling")
        let numbers = run.model.parameters.reduce(0) { $0 + $1.values.count }
        var remark = ""
        if GraphFile.isGraph(file) {
            try GraphFile.write(run, to: file, scaling: scaling)
            if run.model.precision != .single {
                remark = "\nits products are those of float32, where the run rounds to \(run.model.precision.rawValue)"
            }
        } else if let framework = ModuleFile.isModule(file)
            ? PythonModule.Framework(try arguments.choice("format", WeightFormat.self)) : nil
        {
            let weights = try ModuleFile.write(run, to: file, framework: framework)
            return Page("wrote \(Figures.count(numbers, "parameter")) to \(weights), and \(file), which loads them")
        } else {
            try RunFile.write(run, to: file, format: try arguments.choice("format", WeightFormat.self))
        }
        return Page("wrote \(Figures.count(numbers, "parameter")) to \(file)" + remark)
    }

    static let load: Function = {
        var load = Function.whenRun(
            "load", .results,
            "A run from a file: a complete one written by save, or a network with weights from any file. It can be applied and trained "
                + "further.",
            parameters: [
                .required(
                    "network", .either([.network, .file]),
                    "The layers that the weights belong to; or, for a run written by save, just the file."
                ),
                .optional("file", .file, "The file, in safetensors format, if a network is given."),
                .optional("data", .testData, "Data of the kind that the network works on; a complete run contains its description."),
                format("The framework whose naming and layout the file follows; a complete run states its own."),
                .optional(
                    "modules", .list(of: .text),
                    "The module of each layer with weights in a PyTorch file, such as [\"rnn\", \"fc\"]; by default, found by names and "
                        + "shapes."
                ),
            ],
            example: TrainingFunctions.setup
                + "save(run, \"data/weights.safetensors\")\nload(\"data/weights.safetensors\")\nload(gru(8) | last | dense(10), \"data/weights.safetensors\", digits)",
            related: ["save", "evaluate"]
        ) { (arguments, context) throws(CellError) in
            if case .text(let path) = arguments["network"] {
                let data = arguments.has("data") ? try arguments.pair("data") : nil
                return try RunFile.read(path, name: context.name ?? "load", data: data)
            }
            let network: Network = try arguments.value("network")
            if let missing = missing(arguments) { throw CellError(missing) }
            var pair = try arguments.pair("data")
            let (file, format) = (try arguments.text("file"), try arguments.choice("format", WeightFormat.self))
            let modules: [String]? = arguments.has("modules") ? try arguments.list("modules") : nil
            do {
                let contents = try Safetensors(file: file, skipsUnreadTypes: true)
                // A run that was saved here knows the names of what it learned.
                if let description = contents.metadata[DataDescription.key].flatMap(DataDescription.init(text:)) {
                    let known = description.empty()
                    pair.train = try pair.train?.matched(to: known)
                    pair.validation = try pair.validation?.matched(to: known)
                    pair.test = try pair.test?.matched(to: known)
                }
                guard let data = pair.train ?? pair.test else { throw arguments.wrong("data") }
                _ = try network.task(for: data, loss: network.ownLoss)
                let weights = try WeightFile(
                    network: network, inputWidth: data.features, file: contents, format: format, modules: modules)
                if !weights.unused.isEmpty {
                    let more = weights.unused.count - 12
                    let names = weights.unused.prefix(12).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
                    context.cell.print(.text("not needed by the network: \(names)".visible))
                }
                var model = weights.model
                model.loss = network.ownLoss
                return TrainedRun(
                    name: "load", model: model, data: pair, snapshot: TrainingSnapshot(), changes: [], given: [])
            } catch {
                throw CellError(engine: error)
            }
        }
        load.ordersFiles = true
        load.fit = { _, arguments in
            if arguments["network"].object(Network.self) != nil, let missing = missing(arguments) {
                return Misfit(missing, parameter: "network", part: nil)
            }
            let network = arguments["network"].object(Network.self)
            return NetworkFit.misfit(network, arguments["data"].trainingPart, loss: network?.ownLoss ?? .standard, parameter: "network")
        }
        return load
    }()
}
