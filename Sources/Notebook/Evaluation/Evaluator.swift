import Recurrent

/// Checks a cell, then runs its statements, one after another.
struct Evaluator {
    /// What names mean: those of cells above, then those that this cell defines.
    private var values: [String: Value]
    private let scope: Scope
    private let overrides: [String: String]
    private let execution: RunningCell
    private var defined: [String: Value] = [:]
    private var edits: [SourceEdit] = []
    private var hasFailed = false

    /// What a cell came to.
    struct Outcome: Sendable {
        var status: CellStatus
        /// What it defined, up to the statement that failed.
        var values: [String: Value] = [:]
        /// The source with live changes written into it; nil where there were none.
        var rewritten: String?
    }

    init(scope: Scope, overrides: [String: String], execution: RunningCell) {
        self.scope = scope
        values = scope.names.compactMapValues(\.value)
        self.overrides = overrides
        self.execution = execution
    }

    mutating func run(_ code: CellCode) -> Outcome {
        let errors = Self.errors(of: code, scope, overridden: overrides.keys)
        guard errors.isEmpty else {
            for error in errors { report(error, in: code.source) }
            return Outcome(status: .failed)
        }
        var outcome = Outcome(status: .done)
        for statement in code.parsed.statements {
            guard !execution.isInterrupted else {
                outcome.status = .interrupted
                break
            }
            guard run(statement, in: code.source) else {
                outcome.status = .failed
                break
            }
        }
        if outcome.status == .done, execution.isCutShort { outcome.status = .interrupted }
        if hasFailed { outcome.status = .failed }
        outcome.values = defined
        if !edits.isEmpty { outcome.rewritten = SourceEdit.apply(edits, to: code.source) }
        return outcome
    }

    /// All that is wrong with a cell, as far as it can be known before it runs, in the order of the source.
    static func errors(of code: CellCode, _ scope: Scope, overridden: some Collection<String>) -> [CellError] {
        var checker = Checker(scope)
        checker.check(code.parsed.statements, overridden: overridden, skipsBroken: true)
        return (code.parsed.errors + checker.errors).sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    }

    /// - Returns: whether the statement could be run.
    private mutating func run(_ statement: Statement, in source: String) -> Bool {
        if let name = statement.name?.text, let override = overrides[name] {
            return runOverride(name, override)
        }
        do throws(CellError) {
            bind(try evaluate(statement.value, name: statement.name?.text), to: statement)
            return true
        } catch {
            report(error.at(statement.value.range), in: source)
            return false
        }
    }

    /// Runs an expression that was given in place of the cell's own.
    private mutating func runOverride(_ name: String, _ source: String) -> Bool {
        let code = CellCode(source)
        guard code.parsed.errors.isEmpty, code.parsed.statements.count == 1, code.parsed.statements[0].name == nil else {
            let error = code.parsed.errors.first.map { CellError(.inOverride(name: name, $0.problem), $0.range) }
            report(error ?? CellError(.overrideIsNoExpression(name: name), 0..<source.utf8.count), in: source)
            return false
        }
        var checker = Checker(Scope(names: values.mapValues(StaticValue.value), withoutValue: scope.withoutValue))
        checker.check(code.parsed.statements)
        let written = edits
        defer { edits = written }
        do throws(CellError) {
            if let error = checker.errors.first { throw error }
            let statement = code.parsed.statements[0]
            bind(try evaluate(statement.value, name: name), to: Statement(name: Word(text: name, range: 0..<0), value: statement.value))
            return true
        } catch {
            report(CellError(.inOverride(name: name, error.problem), error.range ?? 0..<source.utf8.count), in: source)
            return false
        }
    }

    private mutating func bind(_ value: Value, to statement: Statement) {
        if let name = statement.name?.text {
            values[name] = value
            defined[name] = value
            guard value.isShownWhenAssigned else { return }
        } else if case .call(let call) = statement.value.kind, call.name.text == "sample" {
            // It was shown while it was written.
            return
        }
        for block in value.blocks { execution.print(block) }
    }

    private func report(_ error: CellError, in source: String) {
        execution.print(.error(Diagnostic.text(error, in: source)))
    }
}

// MARK: Expressions

extension Evaluator {
    /// - Parameter name: what the value will be called; nil where it gets no name.
    private mutating func evaluate(_ expression: CellExpression, name: String? = nil) throws(CellError) -> Value {
        do throws(CellError) {
            return try value(of: expression, name: name)
        } catch {
            throw error.at(expression.range)
        }
    }

    private mutating func value(of expression: CellExpression, name: String?) throws(CellError) -> Value {
        switch expression.kind {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .missing: throw CellError(.missingExpression)
        case .name(let name): return try named(name)
        case .list(let elements):
            var values: [Value] = []
            for element in elements { values.append(try evaluate(element)) }
            return .list(values)
        case .range(let lower, let upper): return try range(lower, upper)
        case .pipe(let parts): return try pipe(parts)
        case .member(let value, let member): return try self.member(member.text, of: value, nil)
        case .method(let value, let call): return try member(call.name.text, of: value, call)
        case .element(let value, let index):
            let base = try evaluate(value)
            let place = try evaluate(index)
            do throws(CellError) {
                return try EvaluateMembers.element(base, at: place)
            } catch {
                throw error.at(index.range)
            }
        case .call(let call): return try self.call(call, name: name)
        }
    }

    private func named(_ name: String) throws(CellError) -> Value {
        if let value = values[name] ?? Catalogue.constants[name] { return value }
        guard let function = Catalogue.function(name), function.isCallWithoutBrackets else { throw CellError(.nameWithoutValue(name)) }
        return try self.value(of: Arguments(function: function, values: [:]))
    }

    private mutating func range(_ lower: CellExpression, _ upper: CellExpression) throws(CellError) -> Value {
        let (first, last) = (try bound(lower), try bound(upper))
        guard first <= last else { throw CellError(.fallingRange(lower: first, upper: last)) }
        return .range(lower: first, upper: last)
    }

    private mutating func bound(_ expression: CellExpression) throws(CellError) -> Int {
        guard case .number(let number) = try evaluate(expression), let whole = Int(exactly: number) else {
            throw CellError(.wrongRangeEnd, expression.range)
        }
        return whole
    }

    private mutating func pipe(_ parts: [CellExpression]) throws(CellError) -> Value {
        var layers: [Layer] = []
        for part in parts {
            let value = try evaluate(part)
            guard case .network(let network) = value else { throw CellError(.noLayer(found: value.kind), part.range) }
            layers += network.layers
        }
        return .network(Network(layers))
    }

    private mutating func member(_ name: String, of expression: CellExpression, _ call: Call?) throws(CellError) -> Value {
        let value = try evaluate(expression)
        guard let function = Catalogue.member(name, of: value.type) else {
            let members = Catalogue.members(of: value.type).map(\.name)
            let suggestion = Suggestion.nearest(to: name, in: members)
            throw CellError(.unknownMember(name, kind: value.type.words, members: members, suggestion: suggestion), call?.name.range)
        }
        return try EvaluateMembers.member(try arguments(of: call, function), of: value)
    }

    private mutating func call(_ call: Call, name: String?) throws(CellError) -> Value {
        guard let function = Catalogue.function(call.name.text) else {
            throw CellError(.unknownFunction(call.name.text, suggestion: nil), call.name.range)
        }
        let arguments = try arguments(of: call, function)
        switch function.name {
        case "train": return .run(try train(arguments, name: name ?? "train", call.arguments))
        case "sample": return try EvaluateSample.sample(arguments, execution: execution)
        default: return try value(of: arguments)
        }
    }

    private func value(of arguments: Arguments) throws(CellError) -> Value {
        if let value = try EvaluateLayers.call(arguments) { return value }
        if let value = try EvaluateOptimizers.call(arguments) { return value }
        if let value = try EvaluateData.call(arguments) { return value }
        return try EvaluateResults.call(arguments)
    }

    private mutating func train(_ arguments: Arguments, name: String, _ written: [Argument]) throws(CellError) -> TrainedRun {
        let run = try EvaluateTraining.train(arguments, name: name, execution: execution)
        if case .failed = run.snapshot.phase { hasFailed = true }
        if run.changes != run.given, let edit = SourceEdit.recording(run.changes, in: written) { edits.append(edit) }
        return run
    }

    private mutating func arguments(of call: Call?, _ function: Function) throws(CellError) -> Arguments {
        guard let call else { return Arguments(function: function, values: [:]) }
        let binding = CallBinding(call, to: function)
        if let error = binding.errors.first { throw error }
        var values: [String: Value] = [:]
        for pair in binding.pairs {
            let (parameter, expression) = (pair.parameter, pair.argument.value)
            let value: Value = if let word = parameter.word(in: expression) { .text(word) } else { try evaluate(expression) }
            if let problem = CallBinding.problem(of: .value(value), for: parameter, of: function) {
                throw CellError(problem, expression.range)
            }
            guard parameter.isRepeated else {
                values[parameter.name] = value
                continue
            }
            guard case .list(let before)? = values[parameter.name] else {
                values[parameter.name] = .list([value])
                continue
            }
            values[parameter.name] = .list(before + [value])
        }
        return Arguments(function: function, values: values)
    }
}
