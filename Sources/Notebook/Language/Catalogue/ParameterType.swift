import TextFormatting

/// What an argument can be.
enum ParameterType: Sendable, Equatable {
    case whole(ClosedRange<Int>)
    case number(NumberRange)
    case text
    /// The path of a file, or of a folder.
    case file, folder
    /// One of these words, which are written as they are or as a text.
    case choice([String])
    /// The name of a function or member.
    case functionName
    case boolean
    /// A column of a table, by its name or its number from 1.
    case column
    case value(ValueType)
    /// Data with a training part: a pair, or a dataset as a whole.
    case trainingData
    /// A dataset, or a pair of which the test part is meant.
    case testData
    /// One layer that has a direction.
    case recurrentLayer
    case list(of: ValueType)
    /// A single value stands for a list of one.
    case columns
    case either([ParameterType])

    static let anyWhole = ParameterType.whole(0...Int(1e15))
    static let count = ParameterType.whole(1...1_000_000_000)

    /// The words that can be written without quotes.
    var choices: [String] {
        switch self {
        case .choice(let words): words
        case .either(let types): types.flatMap(\.choices)
        default: []
        }
    }

    /// Whether it takes nothing but certain words.
    var isOfWords: Bool {
        switch self {
        case .choice, .functionName, .boolean: true
        default: false
        }
    }

    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.whole(let range), .number(let number)): Int(exactly: number).map(range.contains) ?? false
        case (.number(let range), .number(let number)): range.contains(number)
        case (.text, .text), (.file, .text), (.folder, .text), (.functionName, .text), (.boolean, .boolean), (.column, .text): true
        case (.choice(let words), .text(let text)): words.contains(text)
        case (.column, .number(let number)): Int(exactly: number).map { (1...1_000_000).contains($0) } ?? false
        case (.value(let type), _): value.type == type
        case (.trainingData, .data), (.trainingData, .dataset), (.testData, .data), (.testData, .dataset): true
        case (.recurrentLayer, .network(let network)): network.isOneRecurrentLayer
        case (.list(let type), .list(let values)): values.allSatisfy { $0.type == type }
        case (.columns, .list(let values)): values.allSatisfy { ParameterType.column.accepts($0) }
        case (.columns, _): ParameterType.column.accepts(value)
        case (.either(let types), _): types.contains { $0.accepts(value) }
        default: false
        }
    }

    /// Whether a value of this type, of which nothing else is known, may fit.
    func accepts(_ type: ValueType) -> Bool {
        switch self {
        case .whole, .number: type == .number
        case .text, .file, .folder, .choice, .functionName: type == .text
        case .boolean: type == .boolean
        case .column: type == .text || type == .number
        case .value(let own): type == own
        case .trainingData, .testData: type == .data || type == .dataset
        case .recurrentLayer: type == .network
        case .list: type == .list
        case .columns: type == .list || type == .text || type == .number
        case .either(let types): types.contains { $0.accepts(type) }
        }
    }

    /// What is expected, in a sentence: "a whole number, 1 or more".
    var words: String {
        switch self {
        case .whole(let range): "a whole number, " + Self.bounds(range)
        case .number(let range): range.words
        case .text: "a text in quotes"
        case .file: "the path of a file, in quotes"
        case .folder: "the path of a folder, in quotes"
        case .choice(let words): Problem.either(words)
        case .functionName: "the name of a function"
        case .boolean: "true or false"
        case .column: "a column, by its name in quotes or its number from 1"
        case .value(let type): Self.example(of: type).map { "\(type.words), such as \($0)" } ?? type.words
        case .trainingData: "data to train on, such as strokes()"
        case .testData: "data, such as digits.test"
        case .recurrentLayer: "one recurrent layer, such as gru(32)"
        case .list(let type): "a list of \(Self.plural(type))"
        case .columns: "a list of columns, such as [\"time\", 4]"
        case .either(let types): types.map(\.words).joined(separator: ", or ")
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        range.upperBound > 1_000_000_000
            ? "\(Figures.grouped(range.lowerBound)) or more"
            : "\(Figures.grouped(range.lowerBound)) to \(Figures.grouped(range.upperBound))"
    }

    private static func example(of type: ValueType) -> String? {
        switch type {
        case .network: "gru(32) | last | dense(10)"
        case .optimizer: "adam(0.001)"
        case .schedule: "cosine"
        case .example: "digits.test[17]"
        case .run: "train(net, data) gives"
        case .range: "5..20"
        default: nil
        }
    }

    private static func plural(_ type: ValueType) -> String {
        switch type {
        case .change: "changes, such as [rate(0.001, at: 1200), stop(at: 2400)]"
        case .number: "numbers"
        case .run: "runs"
        default: "values"
        }
    }
}
