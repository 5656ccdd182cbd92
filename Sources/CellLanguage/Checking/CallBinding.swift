import TextFormatting

/// Which argument of a call is meant for which parameter.
package struct CallBinding {
    /// An argument with the parameter that it is for.
    package struct Pair {
        package var parameter: Parameter
        package var argument: Argument

        /// What the function is given for a value of the argument.
        package func value(_ value: Value) -> Value {
            guard parameter.takesLabels else { return value }
            return LabelledValue(label: argument.label?.text ?? parameter.name, value: value).cellValue
        }
    }

    package let function: Signature
    /// In the order of the arguments; those that are for no parameter are left out.
    package private(set) var pairs: [Pair] = []
    /// What is wrong with the call as a whole, and with its labels.
    package private(set) var errors: [CellError] = []

    /// Arguments without a label belong to the parameters in their order.
    package init(_ call: Call, to function: Signature) {
        self.function = function
        var given: Set<String> = []
        var hasLabels = false
        var position = 0
        for argument in call.arguments {
            if let label = argument.label {
                hasLabels = true
                guard let parameter = Self.parameter(of: function, labelled: label.text) else {
                    if let problem = Self.unknownLabel(label.text, of: function) { add(problem, label.range) }
                    continue
                }
                guard given.insert(label.text).inserted || (parameter.isRepeated && !parameter.takesLabels) else {
                    let bare = pairs.first { $0.argument.label == nil && $0.parameter.name == label.text }
                    add(
                        .givenTwice(label.text, function: function.name, bare: bare.map { $0.argument.value.shortText ?? "" }),
                        argument.range)
                    continue
                }
                given.insert(parameter.name)
                pairs.append(Pair(parameter: parameter, argument: argument))
                continue
            }
            guard !hasLabels else {
                add(.unlabelledAfterLabelled(function: function.name), argument.range)
                continue
            }
            guard let parameter = Self.parameter(of: function, at: position) else {
                if let most = function.mostArguments {
                    add(.tooManyArguments(function: function.name, most: most, given: call.arguments.count), argument.range)
                }
                break
            }
            position += 1
            given.insert(parameter.name)
            pairs.append(Pair(parameter: parameter, argument: argument))
        }
        let missing = function.parameters.filter { $0.isRequired && !given.contains($0.name) }.map(\.name)
        if !missing.isEmpty, errors.isEmpty {
            add(.missingArguments(missing, function: function.name, signature: function.written), call.name.range)
        }
        checkLabels()
    }

    /// A label that the deferred call does not use is a mistake, be it in writing one of the parameters.
    private mutating func checkLabels() {
        guard let deferred = pairs.first(where: { $0.parameter.type.deferredFunction != nil }) else { return }
        for pair in pairs where pair.parameter.takesLabels {
            guard let label = pair.argument.label, !deferred.argument.value.mentions(label.text) else { continue }
            let labels = function.parameters.filter { !$0.takesLabels }.map(\.name)
            add(
                .unusedLabel(
                    label.text, function: function.name, deferred: deferred.parameter.type.deferredFunction ?? "",
                    suggestion: Suggestion.nearest(to: label.text, in: labels)), label.range)
        }
    }

    /// The parameter that an argument without a label belongs to.
    static func parameter(of function: Signature, at position: Int) -> Parameter? {
        let parameter =
            position < function.parameters.count
            ? function.parameters[position] : function.parameters.last.flatMap { $0.isRepeated ? $0 : nil }
        return parameter.flatMap { $0.takesLabels ? nil : $0 }
    }

    private static func parameter(of function: Signature, labelled label: String) -> Parameter? {
        function.parameter(label) ?? function.parameters.first(where: \.takesLabels)
    }

    /// That a function has no parameter with this label; nil where it has one.
    static func unknownLabel(_ label: String, of function: Signature) -> Problem? {
        guard parameter(of: function, labelled: label) == nil else { return nil }
        let labels = function.parameters.map(\.name)
        return .unknownLabel(label, function: function.name, labels: labels, suggestion: Suggestion.nearest(to: label, in: labels))
    }

    private mutating func add(_ problem: Problem, _ range: SourceRange) {
        errors.append(CellError(problem, range))
    }

    /// What is wrong with this as the value of a parameter; nil where it may fit.
    package static func problem(of staticValue: StaticValue, for parameter: Parameter, of function: Signature) -> Problem? {
        switch staticValue {
        case .unknown: return nil
        case .value(let value): if parameter.accepts(value) { return nil }
        case .type(let type): if parameter.accepts(type) { return nil }
        }
        if case .value(.text(let word)) = staticValue, !parameter.type.choices.isEmpty {
            return unknownChoice(word, parameter, function)
        }
        return .wrongArgument(parameter.name, function: function.name, expected: parameter.words, found: staticValue.kind)
    }

    static func unknownChoice(_ word: String, _ parameter: Parameter, _ function: Signature) -> Problem {
        let choices = parameter.type.choices
        return .unknownChoice(
            word, parameter: parameter.name, function: function.name, choices: choices,
            suggestion: Suggestion.nearest(to: word, in: choices))
    }
}

extension CellExpression {
    /// A number or a name as it is written in sentences; nil for anything longer.
    fileprivate var shortText: String? {
        switch kind {
        case .number(let number): Figures.plain(number)
        case .name(let name): "`\(name.shortened(60))`"
        default: nil
        }
    }
}
