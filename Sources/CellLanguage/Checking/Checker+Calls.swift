extension Checker {
    mutating func call(_ call: Call, _ range: SourceRange) -> StaticValue {
        let name = call.name
        guard let function = catalogue.function(name.text) else {
            if scope.knows(name.text) {
                let kind = scope.names[name.text]?.type?.words ?? "a value"
                add(catalogue.habits.explained(.callOfValue(name.text, kind: kind)), name.range)
            } else {
                let suggestion = Suggestion.nearest(to: name.text, in: catalogue.functionNames)
                add(catalogue.habits.explained(.unknownFunction(name.text, suggestion: suggestion)), name.range)
            }
            for argument in call.arguments {
                _ = staticValue(of: argument.value)
                tellAnew(argument)
            }
            return .unknown
        }
        return bound(call, to: function, receiver: nil, range)
    }

    /// A member, with or without arguments.
    mutating func member(_ name: Word, of base: StaticValue, call: Call?, _ range: SourceRange) -> StaticValue {
        guard let type = base.type else {
            for argument in call?.arguments ?? [] {
                _ = staticValue(of: argument.value)
                tellAnew(argument)
            }
            return .unknown
        }
        guard let function = catalogue.member(name.text, of: type) else {
            add(catalogue.unknownMember(name.text, of: type), name.range)
            for argument in call?.arguments ?? [] { tellAnew(argument) }
            return .unknown
        }
        let empty = Call(name: name, arguments: [], brackets: name.range.upperBound..<name.range.upperBound, isClosed: true)
        return bound(call ?? empty, to: function, receiver: base, range)
    }

    /// Tells of what is called in a module of another library, as in `nn.LSTM(28, 200)`, where there is something for it here.
    mutating func foreignModule(_ value: CellExpression, member name: Word, arguments: [Argument]) -> Bool {
        guard let module = value.root, catalogue.habits.modules.contains(module), !scope.knows(module) else { return false }
        let remedy =
            catalogue.habits.names[name.text]
            ?? catalogue.function(name.text.lowercased()).map { "`\($0.name)` stands alone, as in help(\($0.name))" }
        guard let remedy else { return false }
        add(.told("There is no `\(module)`; \(remedy)."), value.range.lowerBound..<name.range.upperBound)
        for argument in arguments { tellAnew(argument) }
        return true
    }

    /// Checks the arguments of a call, and tells what it gives.
    private mutating func bound(_ call: Call, to function: Signature, receiver: StaticValue?, _ range: SourceRange) -> StaticValue {
        let binding = CallBinding(call, to: function)
        for error in binding.errors { add(CellError(catalogue.habits.explained(error.problem), error.range), call.name.range) }
        for argument in call.arguments where binding.errors.contains(where: { $0.range == argument.label?.range }) { tellAnew(argument) }
        var given: [(parameter: Parameter, value: Value)] = []
        var isKnown = binding.errors.isEmpty
        // What others are called in a deferred call is known before that is looked at.
        var labelled: [String: StaticValue] = [:]
        let isDeferred = { (pair: CallBinding.Pair) in pair.parameter.type.deferredFunction != nil }
        for pair in binding.pairs.filter({ !isDeferred($0) }) + binding.pairs.filter(isDeferred) {
            let staticValue =
                isDeferred(pair) ? deferred(pair, of: function, labelled, areAllNamed: call.isClosed) : argument(pair, of: function)
            if pair.parameter.takesLabels, let label = pair.argument.label { labelled[label.text] = staticValue.element }
            if let problem = CallBinding.problem(of: staticValue, for: pair.parameter, of: function) {
                let remedied = remedied(problem, staticValue, pair)
                add(pair.argument.fault?.isEquals == true ? .behindEquals(remedied) : remedied, pair.argument.value.range)
                tellAnew(pair.argument)
                isKnown = false
            } else if let value = staticValue.value {
                given.append((pair.parameter, pair.value(value)))
            } else {
                isKnown = false
            }
        }
        let arguments = Arguments(of: function, given, named: Set(binding.pairs.map(\.parameter.name)))
        keep(arguments, of: call.name)
        if let misfit = catalogue.checks(of: function)?.misfit(of: receiver?.value, arguments) {
            add(misfit.problem, place(of: misfit, binding.pairs))
        }
        let type = call.arguments.isEmpty ? function.bareResult ?? function.result : function.result
        let isEvaluated = receiver == nil ? isKnown : receiver?.value != nil
        return isEvaluated ? result(of: function, receiver?.value, arguments, type, range) : .type(type)
    }

    /// What is wrong with an argument, with what to write where that can be known.
    private func remedied(_ problem: Problem, _ found: StaticValue, _ pair: CallBinding.Pair) -> Problem {
        guard case .wrongArgument(let name, let function, let expected, let kind) = problem else {
            return catalogue.habits.explained(problem)
        }
        if case .value(.text(let word)) = found, let call = catalogue.function(word.lowercased()), pair.parameter.accepts(call.result),
            !call.parameters.contains(where: \.isRequired)
        {
            return .textForCall(
                name, function: function, expected: expected, call: call.isCallWithoutBrackets ? call.name : call.name + "()")
        }
        if let type = found.type, pair.parameter.accepts(.number), catalogue.member("count", of: type) != nil,
            let written = pair.argument.value.writtenPath
        {
            return .elementsForNumber(name, function: function, expected: expected, found: kind, count: written + ".count")
        }
        return catalogue.habits.explained(problem)
    }

    /// Checks a call that is made later, with names for some of its values.
    private mutating func deferred(_ pair: CallBinding.Pair, of function: Signature, _ names: [String: StaticValue], areAllNamed: Bool)
        -> StaticValue
    {
        let expression = pair.argument.value
        guard case .call(let call) = expression.kind, call.name.text == pair.parameter.type.deferredFunction else {
            let found = staticValue(of: expression)
            add(
                .wrongArgument(
                    pair.parameter.name, function: function.name, expected: pair.parameter.words,
                    found: found.type?.words ?? "something else"
                ), expression.range)
            return .unknown
        }
        checkDeferred(expression, with: names, areAllNamed: areAllNamed)
        return .unknown
    }

    private mutating func argument(_ pair: CallBinding.Pair, of function: Signature) -> StaticValue {
        if let word = pair.parameter.word(in: pair.argument.value) {
            if pair.parameter.type.isFunctionName, catalogue.entries(named: word).isEmpty {
                add(catalogue.unknownEntry(word), pair.argument.value.range)
                return .unknown
            }
            return .value(.text(word))
        }
        // A word that is no name either was meant as one of the choices.
        if case .name(let word) = pair.argument.value.kind, !pair.parameter.type.choices.isEmpty, Catalogue.constants[word] == nil,
            !scope.knows(word)
        {
            let problem = catalogue.habits.explained(CallBinding.unknownChoice(word, pair.parameter, function))
            add(pair.argument.fault?.isEquals == true ? .behindEquals(problem) : problem, pair.argument.value.range)
            tellAnew(pair.argument)
            return .unknown
        }
        return staticValue(of: pair.argument.value)
    }

    /// What a function or member gives: the value itself where it can be had at once.
    ///
    /// - Parameter type: the type of that.
    mutating func result(
        of function: Signature, _ receiver: Value?, _ arguments: Arguments, _ type: ValueType, _ range: SourceRange
    ) -> StaticValue {
        do throws(CellError) {
            guard let value = try catalogue.checks(of: function)?.immediateValue(of: receiver, arguments) else {
                return .type(type)
            }
            guard let fault = value.pipeline?.fault else { return .value(value) }
            add(fault.problem, range)
        } catch {
            add(error, range)
        }
        return .type(type)
    }

    /// The part that is to blame where it is written in this call, else the argument as a whole.
    private func place(of misfit: Misfit, _ pairs: [CallBinding.Pair]) -> SourceRange {
        let argument = pairs.first { $0.parameter.name == misfit.parameter } ?? pairs.first
        let range = argument?.argument.value.range ?? 0..<0
        guard let part = misfit.part, let places = partPlaces[range], places.indices.contains(part) else { return range }
        return places[part]
    }
}

extension CellExpression {
    /// The name that members are taken of, as `a` in `a.b(c).d`; nil where there is none.
    fileprivate var root: String? {
        switch kind {
        case .name(let name): name
        case .member(let value, _), .method(let value, _): value.root
        default: nil
        }
    }

    /// A name with members, as it is written; nil for anything else.
    fileprivate var writtenPath: String? {
        switch kind {
        case .name(let name): name
        case .member(let value, let member): value.writtenPath.map { "\($0).\(member.text)" }
        default: nil
        }
    }
}

extension Catalogue {
    /// That a type has no such member.
    package func unknownMember(_ name: String, of type: ValueType) -> Problem {
        let members = memberNames(of: type)
        let suggestion = Suggestion.nearest(to: name, in: members)
        return habits.explained(.unknownMember(name, kind: type.words, members: members, suggestion: suggestion))
    }

    /// That there is neither a function nor a member of this name.
    package func unknownEntry(_ name: String) -> Problem {
        .unknownFunction(name, suggestion: Suggestion.nearest(to: name, in: all.map(\.name)))
    }
}
