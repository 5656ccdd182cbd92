import CellLanguage
import Datasets
import TextFormatting

/// What the notebook's functions find wrong while they work.
enum EvaluationProblem: Sendable, Equatable {
    case partOfPairMissing(DataPart, name: String)
    /// The evaluation, or run, has no figure of this kind.
    case noSuchFigure
    case classWeights(given: Int, classes: Int)
    case unknownSymbol(String, vocabulary: String)
    case noLanguageModel(data: String)
    /// A file has weights, but does not say of which network.
    case weightsAlone(file: String)
    /// A run that was loaded alone is asked about its own data.
    case runWithoutData(String)
    case noFileForPredictions
    /// A run that counts from the last step of windows is asked about data that is not cut so, or the other way round.
    case relativeRun(String)
    /// A line is to be a step, and has something else than a number.
    case stepWithoutNumber(String)
    case stepOfOtherWidth(found: Int, expected: Int)
    case stepIsNoJSON(symbols: Bool)
    case stepLacks([String])
    /// A step gives numbers by name, and the run knows no names.
    case stepWithoutNames
    case arrayOfSymbols
    case arrayOfOtherShape([Int], features: Int)
    /// Seasons are those of series whose later values are predicted.
    case seasonWithoutSeries(data: String)
    /// No value has another a season before it.
    case seasonTooLong(Int, data: String)

    /// A graph's weights have no names and orders to choose.
    case formatOfGraph
    /// A module of Python is made of a framework's layers.
    case formatOfModule
    /// Files of weights have no graph that could standardize.
    case scalingOfWeights

    /// What is wrong and what to do, in a line.
    var sentence: String {
        switch self {
        case .partOfPairMissing(let part, let name):
            "\(name) has no \(part.word) part; \(part == .validation ? ".validation(0.1)" : ".split(0.8)") makes one of the part that "
                + "is there."
        case .noSuchFigure: "This figure is not available: it belongs to another kind of task, or nothing was tested."
        case .classWeights(let given, let classes):
            "train: `weights` has \(Figures.count(given, "number")); the data has \(Figures.count(classes, "class", "classes")), each of which needs one."
        case .unknownSymbol(let symbol, let vocabulary):
            "The network has never seen \(symbol.visible) in its text, which has \(vocabulary)."
        case .weightsAlone(let file):
            "\(file) has only weights: give the network and the data they belong to, as in load(gru(32) | last | dense(10), "
                + "\"\(file)\", data)."
        case .runWithoutData(let name): "\(name) was loaded without data: give some, as in evaluate(\(name), digits.test)."
        case .noFileForPredictions:
            "Name the file for the predictions of all sequences, as in to: \"predictions.csv\", or choose one example, as in "
                + "digits.test[17]."
        case .relativeRun(let name):
            "\(name.visible) and this data are not cut alike: a run that counts from the last step of its windows needs data from "
                + ".windows(..., relative: true), and other runs need other data."
        case .stepWithoutNumber(let text): "\(text.debugDescription.visible) is not a number."
        case .stepOfOtherWidth(let found, let expected): "There are \(Figures.count(found, "number")); a step of this run has \(expected)."
        case .stepIsNoJSON(let symbols):
            symbols
                ? "This run reads symbols: a line is a text, or a list of texts, in JSON."
                : "This run reads numbers: a line is a list of numbers, or an object with numbers by name, in JSON."
        case .stepLacks(let names): "The step lacks \(names.map(\.visible).joined(separator: ", "))."
        case .stepWithoutNames: "This run has no feature names: give the numbers of a step as a list."
        case .arrayOfSymbols: "This run reads symbols, which an array cannot hold: give lines."
        case .arrayOfOtherShape(let shape, let features):
            "The array has the shape \(shape); this run reads [steps, \(features)], or [sequences, steps, \(features)]."
        case .seasonWithoutSeries(let data): "`season` is for series whose later values are predicted, which \(data.visible) is not."
        case .seasonTooLong(let season, let data):
            "No value of \(data.visible) has another \(season) steps before it in its sequence: use longer sequences, or windows of "
                + "\(season) steps or more."
        case .formatOfGraph: "`format` is for weight files: leave it out, or give the file a name that does not end in .onnx."
        case .formatOfModule: "A Python module is built from a framework's layers: `format` must be pytorch or keras."
        case .scalingOfWeights:
            "`scaling` is for graphs, whose names end in .onnx; a weight file stores shift and scale beside the weights."
        case .noLanguageModel(let data): "Only networks that predict the next symbol can write samples; this one was trained on \(data)."
        }
    }
}

extension CellError {
    init(_ problem: EvaluationProblem) {
        self.init(.told(problem.sentence))
    }
}

extension DataPart {
    /// What sentences call it.
    fileprivate var word: String {
        switch self {
        case .train: "training"
        case .validation: "validation"
        case .test: "test"
        }
    }
}
