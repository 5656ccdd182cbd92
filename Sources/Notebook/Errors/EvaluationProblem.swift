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

    /// A part of a pair of data.
    enum DataPart: String, Sendable {
        case train, validation, test

        var word: String {
            switch self {
            case .train: "training"
            case .validation: "validation"
            case .test: "test"
            }
        }
    }

    /// What is wrong and what to do, in a line.
    var sentence: String {
        switch self {
        case .partOfPairMissing(let part, let name):
            "\(name) has no \(part.word) part; \(part == .validation ? ".validation(0.1)" : ".split(0.8)") makes one of the part that is there"
        case .noSuchFigure: "there is no such figure here: it belongs to another kind of task, or nothing was tested"
        case .classWeights(let given, let classes):
            "train: `weights` has \(Figures.count(given, "number")); the data has \(Figures.count(classes, "class", "classes")), each needs one"
        case .unknownSymbol(let symbol, let vocabulary): "the network has never seen \(symbol.visible) in its text, which has \(vocabulary)"
        case .noLanguageModel(let data): "only networks that predict the next symbol write samples; this one was trained on \(data)"
        }
    }
}

extension CellError {
    init(_ problem: EvaluationProblem) {
        self.init(.told(problem.sentence))
    }
}
