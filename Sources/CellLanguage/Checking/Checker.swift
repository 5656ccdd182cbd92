/// Finds what is wrong with a cell before it runs, and what kinds of values it gives. Works with what is known: the values of cells that
/// have run, and the types that the catalogue promises.
package struct Checker {
    let catalogue: Catalogue
    /// What was found wrong, in the order in which it was met.
    private(set) var findings: [CheckFinding] = []
    /// Faults of arguments that the parser told of, and of which the findings say more.
    private var toldAnew: Set<SourceRange> = []
    /// What names mean after the statements that were checked.
    package private(set) var scope: Scope
    /// The place of each part of the pipelines that were met, by the pipeline's place.
    private(set) var partPlaces: [SourceRange: [SourceRange]] = [:]
    /// What was found about each expression, by its place. Inner expressions that have the place of an outer one are left out.
    private(set) var found: [SourceRange: StaticValue] = [:]
    /// What is known of the arguments of calls, by the place of the function's name.
    package private(set) var calls: [SourceRange: Arguments] = [:]

    package init(_ catalogue: Catalogue, _ scope: Scope) {
        self.catalogue = catalogue
        self.scope = scope
    }

    /// What was found wrong, in the order in which it was met.
    ///
    /// - Complexity: O(names) for each unknown name.
    package var errors: [CellError] { findings.map { $0.error(catalogue) } }

    /// All that is wrong with a source: what its reading found, but for what the check has said more of, then what the check found.
    package func findings(with read: [CellError]) -> [CheckFinding] {
        read.filter { !($0.range.map(toldAnew.contains) ?? false) }.map { CheckFinding($0) } + findings
    }

    /// Checks statements in order.
    ///
    /// - Parameters:
    ///   - overridden: names that are given from outside: what is assigned to them is not looked at, and they may be anything.
    ///   - skipsBroken: whether statements that could not be read as a whole are left out.
    package mutating func check(_ statements: [Statement], overridden: some Collection<String> = [], skipsBroken: Bool = false) {
        for statement in statements {
            let isLeftOut = skipsBroken && !statement.isWhole || statement.name.map { overridden.contains($0.text) } ?? false
            let staticValue = isLeftOut ? .unknown : staticValue(of: statement.value)
            guard let name = statement.name else { continue }
            if catalogue.isReserved(name.text) {
                let other = catalogue.freeName(like: name.text) { scope.knows($0) }
                add(.reservedName(name.text, other: other), name.range)
            }
            scope.names[name.text] = staticValue
            scope.withoutValue.remove(name.text)
        }
    }

    mutating func add(_ problem: Problem, _ range: SourceRange) {
        findings.append(CheckFinding(CellError(problem, range)))
    }

    /// Drops what the parser said of an argument, of which the findings say more.
    mutating func tellAnew(_ argument: Argument) {
        guard !findings.isEmpty else { return }
        if let fault = argument.fault { toldAnew.insert(fault.range) }
        tellAnew(within: argument.value)
    }

    private mutating func tellAnew(within expression: CellExpression) {
        switch expression.kind {
        case .call(let call), .method(_, let call): for argument in call.arguments { tellAnew(argument) }
        default: for part in expression.parts { tellAnew(within: part) }
        }
    }

    mutating func keep(_ arguments: Arguments, of name: Word) {
        calls[name.range] = arguments
    }

    /// Checks an expression that is evaluated later, with these names beside those of the cell.
    ///
    /// - Parameter areAllNamed: whether no more names can follow; else nothing is said of what is wrong.
    mutating func checkDeferred(_ expression: CellExpression, with names: [String: StaticValue], areAllNamed: Bool) {
        let (outer, before, told) = (scope, findings, toldAnew)
        defer { if !areAllNamed { (findings, toldAnew) = (before, told) } }
        for (name, value) in names { scope.names[name] = value }
        _ = staticValue(of: expression)
        scope = outer
    }

    /// Where the parts are that a pipeline at this place is made of: each at the place where it is written.
    func places(ofPartsAt range: SourceRange, count: Int) -> [SourceRange] {
        partPlaces[range] ?? Array(repeating: range, count: count)
    }

    /// Takes an error of a function that was evaluated for one of the check.
    mutating func add(_ error: CellError, _ range: SourceRange) {
        findings.append(CheckFinding(error.at(range)))
    }
}

// MARK: Expressions

extension Checker {
    mutating func staticValue(of expression: CellExpression) -> StaticValue {
        let staticValue = staticValueOfKind(expression)
        found[expression.range] = staticValue
        return staticValue
    }

    private mutating func staticValueOfKind(_ expression: CellExpression) -> StaticValue {
        switch expression.kind {
        case .number(let number): return .value(.number(number))
        case .text(let text): return .value(.text(text))
        case .missing: return .unknown
        case .name(let name): return named(name, expression.range)
        case .list(let elements): return list(elements.map { staticValue(of: $0) })
        case .range(let lower, let upper): return range(lower, upper, expression.range)
        case .pipe(let parts): return pipe(parts, expression.range)
        case .call(let call): return self.call(call, expression.range)
        case .member(let value, let name):
            if foreignModule(value, member: name, arguments: []) { return .unknown }
            let base = staticValue(of: value)
            return name.text.isEmpty ? .unknown : member(name, of: base, call: nil, expression.range)
        case .method(let value, let call):
            if foreignModule(value, member: call.name, arguments: call.arguments) { return .unknown }
            return member(call.name, of: staticValue(of: value), call: call, expression.range)
        case .operation(let operation, let first, let second):
            return result(of: operation, [(first, staticValue(of: first)), (second, staticValue(of: second))], expression.range)
        case .negation(let value):
            return result(of: .minus, [(value, staticValue(of: value))], expression.range)
        case .element(let value, let index): return element(of: staticValue(of: value), value.range, index, expression.range)
        }
    }

    /// What an operator gives; of one operand, that with the other sign.
    private mutating func result(
        of operation: Operator, _ operands: [(expression: CellExpression, value: StaticValue)], _ range: SourceRange
    ) -> StaticValue {
        if operands.count == 2, operands.allSatisfy({ $0.value.type?.pipeline != nil }) {
            add(.layersJoined(by: operation.rawValue), range)
            return .unknown
        }
        for operand in operands {
            guard let type = operand.value.type, type != .number, type != .list else { continue }
            add(.wrongOperand(operation.rawValue, found: operand.value.kind), operand.expression.range)
            return .unknown
        }
        let values = operands.compactMap(\.value.value)
        guard values.count == operands.count else {
            if operands.contains(where: { $0.value.type == .list }) { return .type(.list) }
            return operands.allSatisfy { $0.value.type == .number } ? .type(.number) : .unknown
        }
        do throws(CellError) {
            return .value(values.count == 1 ? try Operator.negative(values[0]) : try operation.result(values[0], values[1]))
        } catch {
            add(error, range)
            return .unknown
        }
    }

    private func list(_ elements: [StaticValue]) -> StaticValue {
        let values = elements.compactMap(\.value)
        return values.count == elements.count ? .value(.list(values)) : .type(.list)
    }

    private mutating func named(_ name: String, _ range: SourceRange) -> StaticValue {
        if let known = scope.names[name] { return known }
        if let constant = Catalogue.constants[name] { return .value(constant) }
        if scope.withoutValue.contains(name) {
            add(.nameWithoutValue(name), range)
        } else if let function = catalogue.function(name) {
            if function.isCallWithoutBrackets { return result(of: function, nil, Arguments(of: function), function.result, range) }
            add(.functionWithoutCall(signature: function.written), range)
        } else {
            findings.append(CheckFinding(unknownName: name, in: scope, range))
        }
        return .unknown
    }

    private mutating func range(_ lower: CellExpression, _ upper: CellExpression, _ range: SourceRange) -> StaticValue {
        var ends: [Int] = []
        for end in [lower, upper] {
            switch staticValue(of: end) {
            case .value(.number(let number)):
                guard let whole = Int(exactly: number) else {
                    add(.wrongRangeEnd, end.range)
                    continue
                }
                ends.append(whole)
            case .type(.number), .unknown: continue
            case .value, .type: add(.wrongRangeEnd, end.range)
            }
        }
        guard ends.count == 2 else { return .type(.range) }
        guard ends[0] <= ends[1] else {
            add(.fallingRange(lower: ends[0], upper: ends[1]), range)
            return .type(.range)
        }
        return .value(.range(lower: ends[0], upper: ends[1]))
    }

    private mutating func element(of base: StaticValue, _ baseRange: SourceRange, _ index: CellExpression, _ range: SourceRange)
        -> StaticValue
    {
        let place = staticValue(of: index)
        guard let type = base.type else { return .unknown }
        guard type == .list || type.indexed != nil else {
            // What should stand before the bracket may be a part of the value, or another value altogether.
            let hasAdvice = if case .told = type.noElements { true } else { false }
            add(catalogue.habits.explained(type.noElements), hasAdvice ? range : baseRange)
            return .unknown
        }
        guard let placeType = place.type else { return .unknown }
        guard placeType == .number || (placeType == .range && type.indexed != nil) else {
            add(.wrongIndex(found: place.kind), index.range)
            return .unknown
        }
        if let value = base.value, let position = place.value {
            do throws(CellError) {
                return .value(try value.element(at: position))
            } catch {
                add(error, index.range)
                return .unknown
            }
        }
        guard let indexed = type.indexed else { return .unknown }
        return .type(placeType == .range ? type : indexed.elementType)
    }
}

// MARK: Pipelines

extension Checker {
    private mutating func pipe(_ parts: [CellExpression], _ range: SourceRange) -> StaticValue {
        var values: [Value] = []
        var places: [SourceRange] = []
        var isKnown = true
        for part in parts {
            let staticValue = staticValue(of: part)
            if let value = staticValue.value, let pipeline = value.pipeline {
                values.append(value)
                places += self.places(ofPartsAt: part.range, count: pipeline.partCount)
                continue
            }
            isKnown = false
            if let type = staticValue.type, type.pipeline == nil { add(.noLayer(found: staticValue.kind), part.range) }
        }
        guard isKnown, let joined = Value.pipe(values) else { return .type(catalogue.pipelineType) }
        partPlaces[range] = places
        if let fault = joined.pipeline?.fault {
            add(fault.problem, fault.part.flatMap { places.indices.contains($0) ? places[$0] : nil } ?? range)
            return .type(catalogue.pipelineType)
        }
        return .value(joined)
    }
}
