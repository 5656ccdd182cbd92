/// One thing that a function is given.
package struct Parameter: Sendable {
    /// What stands for an argument that is not given.
    package enum Default: Sendable {
        /// It has to be given.
        case required
        /// It may be left out, or be `none`.
        case none
        case value(Value)
    }

    /// Its label in a call.
    package let name: String
    /// What it can be.
    package let type: ParameterType
    /// What it is where nothing is given.
    package let defaultValue: Default
    /// What it means.
    package let sentence: String
    /// Whether it takes all arguments that are left over.
    package let isRepeated: Bool
    /// Whether it takes all arguments with labels that belong to no parameter: each becomes a `LabelledValue`.
    package let takesLabels: Bool

    private init(
        _ name: String, _ type: ParameterType, _ defaultValue: Default, _ sentence: String, isRepeated: Bool = false,
        takesLabels: Bool = false
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.sentence = sentence
        self.isRepeated = isRepeated
        self.takesLabels = takesLabels
    }

    /// A parameter that has to be given.
    package static func required(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .required, sentence)
    }

    /// A parameter that may be left out, or be `none`.
    package static func optional(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .none, sentence)
    }

    /// A parameter with a value where it is left out.
    package static func optional(_ name: String, _ type: ParameterType, _ value: Value, _ sentence: String) -> Parameter {
        Parameter(name, type, .value(value), sentence)
    }

    /// A parameter that takes all arguments that are left over, at least one.
    package static func repeated(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .required, sentence, isRepeated: true)
    }

    /// A parameter that takes all arguments with labels of their own, at least one: names for the deferred call of the same function.
    package static func labelled(_ name: String, _ type: ParameterType, _ sentence: String) -> Parameter {
        Parameter(name, type, .required, sentence, isRepeated: true, takesLabels: true)
    }

    /// Whether it has to be given.
    package var isRequired: Bool {
        if case .required = defaultValue { true } else { false }
    }

    /// Whether it can be this.
    package func accepts(_ value: Value) -> Bool {
        if case .nothing = value { return !isRequired }
        return type.accepts(value)
    }

    func accepts(_ type: ValueType) -> Bool {
        type == .nothing ? !isRequired : self.type.accepts(type)
    }

    /// What is expected, in a sentence.
    var words: String {
        if case .none = defaultValue { return type.words + ", or none" }
        return type.words
    }

    /// The value where nothing is given, as it would be typed; nil where something has to be.
    var written: String? {
        switch defaultValue {
        case .required: nil
        case .none: "none"
        case .value(.text(let word)) where type.choices.contains(word): word
        case .value(let value): value.written
        }
    }

    /// As it stands in a signature: `units`, or `reset: after`.
    var signature: String {
        (written.map { "\(name): \($0)" } ?? name) + (takesLabels ? ": …" : "") + (isRepeated ? ", …" : "")
    }

    /// The word that an expression stands for where the parameter takes words; nil where it is to be evaluated.
    package func word(in expression: CellExpression) -> String? {
        guard case .name(let name) = expression.kind else { return nil }
        if type.choices.contains(name) { return name }
        return type.isFunctionName ? name : nil
    }
}
