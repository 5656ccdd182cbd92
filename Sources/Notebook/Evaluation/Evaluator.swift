import CellLanguage
import Datasets
import Recurrent

/// Checks a cell, then runs its statements, one after another.
struct Evaluator {
    /// What names mean in cells above.
    private let scope: Scope
    private let overrides: [String: String]
    private let execution: RunningCell
    /// What this cell has defined so far.
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
        self.overrides = overrides
        self.execution = execution
    }

    mutating func run(_ code: CellCode) -> Outcome {
        let errors = Self.errors(of: code, scope, overridden: overrides.keys)
        guard errors.isEmpty else {
            let diagnostic = Diagnostic(of: code.source)
            for error in errors { execution.print(.error(diagnostic.text(error))) }
            return Outcome(status: .failed)
        }
        var outcome = Outcome(status: .done)
        for statement in code.parsed.statements {
            guard !execution.isInterrupted else {
                outcome.status = .interrupted
                break
            }
            let cancellation = Cancellation { [execution] in execution.isInterrupted }
            execution.progress.reset()
            let isDone = WorkProgress.$current.withValue(execution.progress) {
                Cancellation.$current.withValue(cancellation) { run(statement, in: code.source) }
            }
            guard !cancellation.isNoticed else {
                outcome.status = .interrupted
                break
            }
            guard isDone else {
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
        var checker = Checker(.notebook, scope)
        checker.check(code.parsed.statements, overridden: overridden, skipsBroken: true)
        let errors = checker.findings(with: code.parsed.errors).map { $0.error(.notebook) }
        return errors.sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    }

    /// - Returns: whether the statement could be run.
    private mutating func run(_ statement: Statement, in source: String) -> Bool {
        if let name = statement.name?.text, let override = overrides[name] {
            return runOverride(name, override)
        }
        do throws(CellError) {
            bind(try evaluate(statement.value, name: statement.name?.text), of: statement.value, to: statement.name?.text)
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
        var known = scope
        for (name, value) in defined { known.names[name] = .value(value) }
        var checker = Checker(.notebook, known)
        checker.check(code.parsed.statements)
        let written = edits
        defer { edits = written }
        do throws(CellError) {
            if let error = checker.errors.first { throw error }
            let expression = code.parsed.statements[0].value
            bind(try evaluate(expression, name: name), of: expression, to: name)
            return true
        } catch {
            report(CellError(.inOverride(name: name, error.problem), error.range ?? 0..<source.utf8.count), in: source)
            return false
        }
    }

    /// Keeps a value under its name, and prints it unless it is better not to.
    private mutating func bind(_ value: Value, of expression: CellExpression, to name: String?) {
        // Only a part of what was asked for.
        if Cancellation.current?.isNoticed ?? false { return }
        if let name {
            defined[name] = value
            guard value.isShownWhenAssigned else { return }
        } else if case .call(let call) = expression.kind, Self.function(call.name.text)?.printsItself == true {
            return
        }
        for block in value.blocks { execution.print(block) }
    }

    private func report(_ error: CellError, in source: String) {
        if Cancellation.current?.isNoticed ?? false { return }
        execution.print(.error(Diagnostic(of: source).text(error)))
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
        case .operation(let operation, let first, let second): return try operation.result(evaluate(first), evaluate(second))
        case .negation(let value): return try Operator.negative(evaluate(value))
        case .element(let value, let index):
            let base = try evaluate(value)
            let place = try evaluate(index)
            do throws(CellError) {
                return try base.element(at: place)
            } catch {
                throw error.at(index.range)
            }
        case .call(let call): return try self.call(call, name: name)
        }
    }

    private mutating func named(_ name: String) throws(CellError) -> Value {
        if let value = defined[name] ?? scope.names[name]?.value ?? Catalogue.constants[name] { return value }
        guard let function = Self.function(name), function.signature.isCallWithoutBrackets else { throw CellError(.nameWithoutValue(name)) }
        var context = EvaluationContext(name: nil, cell: execution)
        return try function.evaluate(nil, Arguments(of: function.signature), &context)
    }

    /// The function of this name; nil where there is none.
    private static func function(_ name: String) -> Function? {
        Catalogue.notebook.function(name).flatMap(Functions.function)
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
        var values: [Value] = []
        for part in parts {
            let value = try evaluate(part)
            guard value.type == Catalogue.notebook.pipelineType else { throw CellError(.noLayer(found: value.kind), part.range) }
            values.append(value)
        }
        guard let joined = Value.pipe(values) else { throw CellError(.missingExpression) }
        return joined
    }

    private mutating func member(_ name: String, of expression: CellExpression, _ call: Call?) throws(CellError) -> Value {
        let value = try evaluate(expression)
        guard let member = Catalogue.notebook.member(name, of: value.type), let function = Functions.function(member) else {
            throw CellError(Catalogue.notebook.unknownMember(name, of: value.type), call?.name.range)
        }
        return try evaluate(function, of: value, call, name: nil)
    }

    private mutating func call(_ call: Call, name: String?) throws(CellError) -> Value {
        guard let function = Self.function(call.name.text) else {
            throw CellError(.unknownFunction(call.name.text, suggestion: nil), call.name.range)
        }
        return try evaluate(function, of: nil, call, name: name)
    }

    /// Evaluates the arguments of a call, and then the call.
    private mutating func evaluate(_ function: Function, of receiver: Value?, _ call: Call?, name: String?) throws(CellError) -> Value {
        let arguments = try arguments(of: call, function.signature)
        var context = EvaluationContext(name: name, cell: execution)
        let value = try function.evaluate(receiver, arguments, &context)
        if context.hasFailed { hasFailed = true }
        if let changes = context.recordedChanges, let edit = SourceEdit.recording(changes, in: call?.arguments ?? []) { edits.append(edit) }
        return value
    }

    private mutating func arguments(of call: Call?, _ function: Signature) throws(CellError) -> Arguments {
        guard let call else { return Arguments(of: function) }
        let binding = CallBinding(call, to: function)
        if let error = binding.errors.first { throw error }
        var given: [(parameter: Parameter, value: Value)] = []
        for pair in binding.pairs {
            let (parameter, expression) = (pair.parameter, pair.argument.value)
            let value: Value =
                if let word = parameter.word(in: expression) {
                    .text(word)
                } else if parameter.type.deferredFunction != nil, case .call(let inner) = expression.kind {
                    .object(try deferred(inner))
                } else {
                    try evaluate(expression)
                }
            if let problem = CallBinding.problem(of: .value(value), for: parameter, of: function) {
                throw CellError(problem, expression.range)
            }
            given.append((parameter, pair.value(value)))
        }
        return Arguments(of: function, given)
    }

    /// A call to be made later, with all that is known now.
    private func deferred(_ call: Call) throws(CellError) -> DeferredCall {
        guard let function = Self.function(call.name.text) else {
            throw CellError(.unknownFunction(call.name.text, suggestion: nil), call.name.range)
        }
        return DeferredCall(written: function.signature.written) { [self] (names) throws(CellError) in
            var evaluator = self
            for (name, value) in names { evaluator.defined[name] = value }
            return try evaluator.arguments(of: call, function.signature)
        }
    }
}
