/// One thing that a function is given.
struct Parameter: Sendable {
    enum Default: Sendable {
        /// It has to be given.
        case required
        /// It may be left out, or be `none`.
        case none
        case value(Value)
    }

    /// Its label in a call.
    let name: String
    let type: ParameterType
    let standard: Default
    /// What it means.
    let sentence: String
    /// Whether it takes all arguments that are left over.
    let isRepeated: Bool

    private init(_ name: String, _ type: ParameterType, _ standard: Default, _ sentence: String, isRepeated: Bool = false) {
        self.name = name
        self.type = type
        self.standard = standard
        self.sentence = sentence
        self.isRepeated = isRepeated
    }

    static func required(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .required, sentence)
    }

    static func optional(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .none, sentence)
    }

    static func optional(_ name: String, _ type: ParameterType, _ value: Value, _ sentence: String) -> Parameter {
        Parameter(name, type, .value(value), sentence)
    }

    static func repeated(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .required, sentence, isRepeated: true)
    }

    var isRequired: Bool {
        if case .required = standard { true } else { false }
    }

    func accepts(_ value: Value) -> Bool {
        if case .nothing = value { return !isRequired }
        return type.accepts(value)
    }

    func accepts(_ type: ValueType) -> Bool {
        type == .nothing ? !isRequired : self.type.accepts(type)
    }

    /// What is expected, in a sentence.
    var words: String {
        if case .none = standard { return type.words + ", or none" }
        return type.words
    }

    /// The value where nothing is given, as it would be typed; nil where something has to be.
    var written: String? {
        switch standard {
        case .required: nil
        case .none: "none"
        case .value(.text(let word)) where type.choices.contains(word): word
        case .value(let value): value.written
        }
    }

    /// As it stands in a signature: `units`, or `reset: after`.
    var signature: String {
        (written.map { "\(name): \($0)" } ?? name) + (isRepeated ? ", …" : "")
    }

    /// The word that an expression stands for where the parameter takes words; nil where it is to be evaluated.
    func word(in expression: CellExpression) -> String? {
        guard case .name(let name) = expression.kind else { return nil }
        if type.choices.contains(name) { return name }
        return type == .functionName ? name : nil
    }
}
