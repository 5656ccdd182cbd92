import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// `save` and `load`: weights in files of their own.
enum WeightFunctions {
    private static let format = Parameter.optional(
        "format", .choice([WeightFormat.pytorch, .keras, .unroll].map(\.rawValue)), .text(WeightFormat.pytorch.rawValue),
        "Whose names and orders the file follows.")

    static let save: Function = {
        var save = Function.whenRun(
            "save", .results, "Writes a run's weights into a file, with the names and orders of a framework.",
            parameters: [ResultFunctions.run, .required("file", .file, "The file, in safetensors format."), format],
            example: TrainingFunctions.setup + "save(run, \"data/weights.safetensors\", format: keras)", related: ["load"]
        ) { (arguments, _) throws(CellError) in
            let run: TrainedRun = try arguments.value("run")
            let (file, format) = (try arguments.text("file"), try arguments.choice("format", WeightFormat.self))
            do {
                var weights = try run.model.weights(format: format)
                if let data = run.data.train ?? run.data.test { weights.metadata[DataDescription.key] = DataDescription(data).text }
                try weights.write(to: file)
            } catch {
                throw CellError(engine: error)
            }
            let numbers = run.model.parameters.reduce(0) { $0 + $1.values.count }
            return Page("wrote \(Figures.count(numbers, "parameter")) to \(file)")
        }
        save.ordersFiles = true
        return save
    }()

    static let load: Function = {
        var load = Function.whenRun(
            "load", .results, "A run with weights from a file, as if it had been trained here.",
            parameters: [
                .required("network", .network, "The layers that the weights belong to."),
                .required("file", .file, "The file, in safetensors format."),
                .required("data", .testData, "Data of the kind that it works on."), format,
                .optional(
                    "modules", .list(of: .text),
                    "The module of each layer with weights in a file of PyTorch, such as [\"rnn\", \"fc\"]; found out by names and shapes."),
            ],
            example: TrainingFunctions.setup
                + "save(run, \"data/weights.safetensors\")\nload(gru(8) | last | dense(10), \"data/weights.safetensors\", digits)",
            related: ["save", "evaluate"]
        ) { (arguments, context) throws(CellError) in
            let network: Network = try arguments.value("network")
            var pair = try arguments.pair("data")
            let (file, format) = (try arguments.text("file"), try arguments.choice("format", WeightFormat.self))
            let modules: [String]? = arguments.has("modules") ? try arguments.list("modules") : nil
            do {
                let contents = try Safetensors(file: file, skipsUnreadTypes: true)
                // A run that was saved here knows the names of what it learned.
                if let description = contents.metadata[DataDescription.key].flatMap(DataDescription.init(text:)) {
                    pair.train = try pair.train?.matched(to: description.empty)
                    pair.validation = try pair.validation?.matched(to: description.empty)
                    pair.test = try pair.test?.matched(to: description.empty)
                }
                guard let data = pair.train ?? pair.test else { throw arguments.wrong("data") }
                _ = try network.task(for: data)
                let weights = try WeightFile(
                    network: network, inputWidth: data.features, file: contents, format: format, modules: modules)
                if !weights.unused.isEmpty {
                    let names = weights.unused.prefix(6).joined(separator: ", ") + (weights.unused.count > 6 ? ", ..." : "")
                    context.cell.print(.text("not needed by the network: \(names)".visible))
                }
                return TrainedRun(
                    name: "load", model: weights.model, data: pair, snapshot: TrainingSnapshot(), changes: [], given: [], end: nil)
            } catch {
                throw CellError(engine: error)
            }
        }
        load.ordersFiles = true
        load.fit = { _, arguments in
            NetworkFit.misfit(arguments["network"].object(), arguments["data"].trainingPart, parameter: "network")
        }
        return load
    }()
}
