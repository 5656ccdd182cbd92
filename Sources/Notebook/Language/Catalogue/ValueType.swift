import TextFormatting

/// What kinds of values there are.
enum ValueType: Sendable, Hashable, CaseIterable {
    case nothing, number, text, boolean, list, range
    case data, dataset, example
    case network, optimizer, schedule, change
    case run, history, evaluation, prediction
    /// A table of layers with what training takes.
    case summary
    /// Text to be read, such as help.
    case page

    /// In a sentence, with an article.
    var words: String {
        switch self {
        case .nothing: "none"
        case .number: "a number"
        case .text: "a text"
        case .boolean: "true or false"
        case .list: "a list"
        case .range: "a range"
        case .data: "data with a training and a test part"
        case .dataset: "a dataset"
        case .example: "one example"
        case .network: "a network"
        case .optimizer: "an optimizer"
        case .schedule: "a schedule"
        case .change: "a change to a run"
        case .run: "a run"
        case .history: "a run's history"
        case .evaluation: "an evaluation"
        case .prediction: "a prediction"
        case .summary: "a network's summary"
        case .page: "a page of text"
        }
    }
}

extension Value {
    var type: ValueType {
        switch self {
        case .nothing: .nothing
        case .number: .number
        case .text: .text
        case .boolean: .boolean
        case .list: .list
        case .range: .range
        case .data: .data
        case .dataset: .dataset
        case .example: .example
        case .network: .network
        case .optimizer: .optimizer
        case .schedule: .schedule
        case .change: .change
        case .run: .run
        case .history: .history
        case .evaluation: .evaluation
        case .prediction: .prediction
        case .summary: .summary
        case .page: .page
        }
    }

    /// What kind of value it is, in words; small values as they are.
    var kind: String {
        switch self {
        case .number(let number): Figures.plain(number)
        case .text(let text) where text.utf8.count <= 24: "the text \"\(text.visible)\""
        case .boolean(let boolean): String(boolean)
        default: type.words
        }
    }
}
