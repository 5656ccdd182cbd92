import Datasets

/// Functions that give data.
enum EvaluateData {
    static func call(_ arguments: Arguments) throws(CellError) -> Value? {
        switch arguments.function.group {
        case .tasks: .data(try task(arguments))
        case .files where arguments.function.name == "path": .text(Path.join(try arguments.text("folder"), try arguments.text("name")))
        case .files: .data(try file(arguments))
        default: nil
        }
    }

    private static func task(_ arguments: Arguments) throws(CellError) -> DataPair {
        let (train, test, seed) = (try arguments.integer("train"), try arguments.integer("test"), try arguments.seed())
        switch arguments.function.name {
        case "words": return try checked { () throws(DataError) in try Words.generate(train: train, test: test, seed: seed) }
        case "adding":
            let lengths = try arguments.lengths()
            return try checked { () throws(DataError) in try AddingProblem.generate(train: train, test: test, lengths: lengths, seed: seed)
            }
        case "copy":
            let (length, delay) = (try arguments.integer("length"), try arguments.integer("delay"))
            return try checked { () throws(DataError) in
                try CopyMemory.generate(train: train, test: test, length: length, delay: delay, seed: seed)
            }
        case "order":
            let lengths = try arguments.lengths()
            return try checked { () throws(DataError) in try TemporalOrder.generate(train: train, test: test, lengths: lengths, seed: seed)
            }
        case "reber": return try checked { () throws(DataError) in try ReberGrammar.generate(train: train, test: test, seed: seed) }
        case "sines":
            let (length, waves) = (try arguments.integer("length"), try arguments.integer("waves"))
            return try checked { () throws(DataError) in
                try SineMixture.generate(train: train, test: test, length: length, waves: waves, seed: seed)
            }
        default: return try checked { () throws(DataError) in try Strokes.generate(train: train, test: test, seed: seed) }
        }
    }

    private static func file(_ arguments: Arguments) throws(CellError) -> DataPair {
        switch arguments.function.name {
        case "csv", "tsv":
            let (train, test, options) = (try arguments.text("train"), try arguments.optionalText("test"), try tableOptions(arguments))
            return try checked { () throws(DataError) in try Table.load(train: train, test: test, options: options) }
        case "ts":
            let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
            return try checked { () throws(DataError) in try TimeSeries.load(train: train, test: test, missing: missing) }
        case "jsonl":
            let (train, test, missing) = (try arguments.text("train"), try arguments.optionalText("test"), try missing(arguments))
            return try checked { () throws(DataError) in try JSONLines.load(train: train, test: test, missing: missing) }
        case "conllu":
            let (train, test, minimum) = (try arguments.text("train"), try arguments.optionalText("test"), try arguments.integer("minimum"))
            return try checked { () throws(DataError) in try ConllU.load(train: train, test: test, minimumCount: minimum) }
        case "npy":
            let (x, y, lengths) = (try arguments.text("x"), try arguments.optionalText("y"), try arguments.optionalText("lengths"))
            return try whole { () throws(DataError) in try NumPyFiles.load(x: x, y: y, lengths: lengths) }
        case "mnist":
            let folder = try arguments.text("folder")
            return try checked { () throws(DataError) in try MNIST.load(folder: folder) }
        case "letters":
            let (path, fold) = (try arguments.text("file"), try arguments.optionalInteger("fold"))
            return try checked { () throws(DataError) in try Letters.load(path, testFold: fold) }
        default:
            return try oneFile(arguments)
        }
    }

    /// Functions that take the path of one file and nothing else.
    private static func oneFile(_ arguments: Arguments) throws(CellError) -> DataPair {
        let path = try arguments.text(arguments.function.name == "idx" ? "images" : "file")
        switch arguments.function.name {
        case "npz": return try checked { () throws(DataError) in try NumPyFiles.load(archive: path) }
        case "text": return try whole { () throws(DataError) in try PlainText.load(path) }
        default:
            let file = try checked { () throws(DataError) in try DataFile.inspect(path) }
            guard arguments.function.name == "read" || file.format == .idx else {
                throw CellError(.told(DataError(.idx(.isOther(file.format)), file: path).sentence + " read(\"\(path)\") reads it."))
            }
            return file.data
        }
    }

    private static func missing(_ arguments: Arguments) throws(CellError) -> MissingValues {
        switch try arguments.text("missing") {
        case "carry": .carry
        case "zero": .zero
        default: .refuse
        }
    }

    private static func tableOptions(_ arguments: Arguments) throws(CellError) -> TableOptions {
        var options = TableOptions()
        if arguments.function.name == "tsv" { options.separator = "\t" }
        if let separator = try arguments.optionalText("separator") {
            guard separator.count == 1 else { throw arguments.wrong("separator") }
            options.separator = separator.first
        }
        if arguments.has("header") { options.header = try arguments.boolean("header") }
        if let rows = try arguments.optionalText("rows") { options.rows = rows == "steps" ? .steps : .sequences }
        if let target = try arguments.optionalText("target") { options.target = target == "classes" ? .classes : .values }
        options.sequence = column(arguments["sequence"])
        options.label = column(arguments["label"])
        options.ignored = arguments.list("ignore").compactMap(column)
        options.missing = try missing(arguments)
        return options
    }

    private static func column(_ value: Value) -> TableOptions.Column? {
        switch value {
        case .text(let name): .name(name)
        case .number(let number): Int(exactly: number).map { .number($0) }
        default: nil
        }
    }

    /// A single dataset as a pair.
    private static func whole(_ make: () throws(DataError) -> SequenceDataset) throws(CellError) -> DataPair {
        let dataset = try checked(make)
        return DataPair(name: dataset.name, train: dataset, test: nil)
    }

    /// What a function of the datasets gives, or its error as the evaluator's.
    static func checked<Result>(_ make: () throws(DataError) -> Result) throws(CellError) -> Result {
        do throws(DataError) {
            return try make()
        } catch {
            throw CellError(error)
        }
    }
}
