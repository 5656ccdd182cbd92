import TextFormatting

/// Values of certain types with a property that the types do not have by themselves.
package struct SpecialType: Sendable {
    let types: [ValueType]
    /// What is expected, in a sentence.
    let words: String
    let isMet: @Sendable (Value) -> Bool

    package init(_ types: [ValueType], words: String, where isMet: @escaping @Sendable (Value) -> Bool = { _ in true }) {
        self.types = types
        self.words = words
        self.isMet = isMet
    }
}

/// What an argument can be.
package enum ParameterType: Sendable {
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
    case value(ValueType)
    /// A value with a property that is said in words.
    case special(SpecialType)
    case list(of: ValueType)
    /// A call of this function, written out, which is not made before the argument is used.
    case call(of: String, example: String)
    case either([ParameterType])

    /// 0 or more.
    package static let anyWhole = ParameterType.whole(0...Int(1e15))
    /// 1 or more.
    package static let count = ParameterType.whole(1...1_000_000_000)

    /// The words that can be written without quotes.
    var choices: [String] {
        switch self {
        case .choice(let words): words
        case .either(let types): types.flatMap(\.choices)
        case .whole, .number, .text, .file, .folder, .functionName, .boolean, .value, .special, .list, .call: []
        }
    }

    /// Whether it takes nothing but certain words.
    var isOfWords: Bool {
        switch self {
        case .choice, .functionName, .boolean: true
        case .whole, .number, .text, .file, .folder, .value, .special, .list, .call, .either: false
        }
    }

    var isFunctionName: Bool {
        if case .functionName = self { true } else { false }
    }

    /// The function that has to be called; nil where the argument is evaluated as any other.
    package var deferredFunction: String? {
        if case .call(let name, _) = self { name } else { nil }
    }

    func accepts(_ value: Value) -> Bool {
        switch self {
        case .whole(let range):
            if case .number(let number) = value { Int(exactly: number).map(range.contains) ?? false } else { false }
        case .number(let range): if case .number(let number) = value { range.contains(number) } else { false }
        case .choice(let words): if case .text(let text) = value { words.contains(text) } else { false }
        case .list(let type): if case .list(let values) = value { values.allSatisfy { $0.type == type } } else { false }
        case .text, .file, .folder, .functionName: value.type == .text
        case .boolean: value.type == .boolean
        case .value(let type): value.type == type
        case .special(let type): type.types.contains(value.type) && type.isMet(value)
        case .call: value.type == DeferredCall.valueType
        case .either(let types): types.contains { $0.accepts(value) }
        }
    }

    /// Whether a value of this type, of which nothing else is known, may fit.
    func accepts(_ type: ValueType) -> Bool {
        switch self {
        case .whole, .number: type == .number
        case .text, .file, .folder, .choice, .functionName: type == .text
        case .boolean: type == .boolean
        case .value(let own): type == own
        case .special(let special): special.types.contains(type)
        case .list: type == .list
        case .call: type == DeferredCall.valueType
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
        case .value(let type): type.example.map { "\(type.words), such as \($0)" } ?? type.words
        case .special(let type): type.words
        case .list(let type): "a list of \(type.plural)"
        case .call(let name, let example): "a call to \(name), such as \(example)"
        case .either(let types): types.map(\.words).joined(separator: ", or ")
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        range.upperBound > 1_000_000_000
            ? "\(Figures.grouped(range.lowerBound)) or more"
            : "\(Figures.grouped(range.lowerBound)) to \(Figures.grouped(range.upperBound))"
    }
}
