import CellLanguage
import Recurrent

/// A function or member of the cell language: what is said of it, and what it does.
struct Function: CheckableFunction {
    /// What a call does with the value whose member it is, nil for functions, and its arguments.
    enum Implementation: Sendable {
        /// Comes at once and always gives the same: it is evaluated while one types, too.
        case immediate(@Sendable (Value?, Arguments) throws(CellError) -> Value)
        /// Is evaluated when the cell runs.
        case whenRun(@Sendable (Value?, Arguments, inout EvaluationContext) throws(CellError) -> Value)
    }

    let signature: Signature
    private let implementation: Implementation
    /// Whether it keeps all cores busy: of cells that call such functions one runs at a time.
    var usesAllCores = false
    /// Whether calls that name the same file have to run in the order of the document: what one writes the next reads.
    var ordersFiles = false
    /// Whether it shows its result while it works, so that it need not be shown again.
    var printsItself = false
    /// What is wrong with arguments that are right each on its own.
    var fit: (@Sendable (Value?, Arguments) -> Misfit?)?
    /// What is worth knowing of a whole call.
    var remark: (@Sendable (Arguments) -> String?)?

    private init(_ signature: Signature, _ implementation: Implementation) {
        self.signature = signature
        self.implementation = implementation
    }

    /// What a call gives.
    func evaluate(_ receiver: Value?, _ arguments: Arguments, _ context: inout EvaluationContext) throws(CellError) -> Value {
        switch implementation {
        case .immediate(let evaluate): try evaluate(receiver, arguments)
        case .whenRun(let evaluate) where DataMessage.isOf(signature.result):
            try context.cell.onFirstRank { () throws(CellError) in try evaluate(receiver, arguments, &context) }
        case .whenRun(let evaluate): try evaluate(receiver, arguments, &context)
        }
    }

    func immediateValue(of receiver: Value?, _ arguments: Arguments) throws(CellError) -> Value? {
        switch implementation {
        case .immediate(let evaluate): try evaluate(receiver, arguments)
        case .whenRun: nil
        }
    }

    func misfit(of receiver: Value?, _ arguments: Arguments) -> Misfit? { fit?(receiver, arguments) }

    func remark(on arguments: Arguments) -> String? { remark?(arguments) }
}

/// What a function may need besides its arguments, and what it tells besides its result.
struct EvaluationContext {
    /// What the result will be called; nil where it gets no name.
    let name: String?
    /// The cell that runs.
    let cell: RunningCell
    /// All changes made while a run trained, where there are others than its call gives.
    var recordedChanges: [RecordedChange]?
    /// Whether the cell has failed although the function gave a result.
    var hasFailed = false

    init(name: String?, cell: RunningCell) {
        self.name = name
        self.cell = cell
    }
}

// MARK: Functions

extension Function {
    /// A function that comes at once: it is evaluated while one types.
    static func immediate<Result: ValueRepresentable>(
        _ name: String, _ group: FunctionGroup, _ sentence: String, parameters: [Parameter] = [], example: String,
        related: [String] = [], needsNoBrackets: Bool = false, _ evaluate: @escaping @Sendable (Arguments) throws(CellError) -> Result
    ) -> Function {
        Function(
            Signature(
                name, group, sentence, parameters: parameters, gives: Result.valueType, example: example, related: related,
                needsNoBrackets: needsNoBrackets),
            .immediate { (_, arguments) throws(CellError) in try evaluate(arguments).cellValue })
    }

    /// A function that is evaluated when its cell runs.
    static func whenRun<Result: ValueRepresentable>(
        _ name: String, _ group: FunctionGroup, _ sentence: String, parameters: [Parameter] = [], example: String,
        related: [String] = [],
        _ evaluate: @escaping @Sendable (Arguments, inout EvaluationContext) throws(CellError) -> Result
    ) -> Function {
        Function(
            Signature(name, group, sentence, parameters: parameters, gives: Result.valueType, example: example, related: related),
            .whenRun { (_, arguments, context) throws(CellError) in try evaluate(arguments, &context).cellValue })
    }
}

// MARK: Members

extension Function {
    /// A member that comes at once: it is evaluated while one types.
    static func immediateMember<Receiver: ValueRepresentable, Result: ValueRepresentable>(
        _ name: String, _ group: FunctionGroup, _ sentence: String, of type: Receiver.Type = Receiver.self, example: String,
        related: [String] = [], _ evaluate: @escaping @Sendable (Receiver) throws(CellError) -> Result
    ) -> Function {
        let signature = Signature(
            name, group, sentence, of: Receiver.valueType, gives: Result.valueType, example: example, related: related)
        return Function(
            signature,
            .immediate { (value, _) throws(CellError) in
                try evaluate(try receiver(value, of: name)).cellValue
            })
    }

    /// A member that is evaluated when its cell runs.
    static func memberWhenRun<Receiver: ValueRepresentable, Result: ValueRepresentable>(
        _ name: String, _ group: FunctionGroup, _ sentence: String, of type: Receiver.Type = Receiver.self,
        parameters: [Parameter] = [], example: String, related: [String] = [],
        _ evaluate: @escaping @Sendable (Receiver, Arguments) throws(CellError) -> Result
    ) -> Function {
        let signature = Signature(
            name, group, sentence, of: Receiver.valueType, parameters: parameters, gives: Result.valueType, example: example,
            related: related)
        return Function(
            signature,
            .whenRun { (value, arguments, _) throws(CellError) in
                try evaluate(try receiver(value, of: name), arguments).cellValue
            })
    }

    /// A member that gives something else where nothing is given to it: `data.validation` beside `data.validation(0.1)`.
    static func memberWhenRun<Receiver: ValueRepresentable, Result: ValueRepresentable, Bare: ValueRepresentable>(
        _ name: String, _ group: FunctionGroup, _ sentence: String, of type: Receiver.Type = Receiver.self,
        parameters: [Parameter], example: String, related: [String] = [],
        bare: @escaping @Sendable (Receiver) throws(CellError) -> Bare,
        _ evaluate: @escaping @Sendable (Receiver, Arguments) throws(CellError) -> Result
    ) -> Function {
        let signature = Signature(
            name, group, sentence, of: Receiver.valueType, parameters: parameters, gives: Result.valueType, bare: Bare.valueType,
            example: example, related: related)
        return Function(
            signature,
            .whenRun { (value, arguments, _) throws(CellError) in
                let receiver: Receiver = try receiver(value, of: name)
                let isBare = !parameters.contains { arguments.isGiven($0.name) }
                return isBare ? try bare(receiver).cellValue : try evaluate(receiver, arguments).cellValue
            })
    }

    /// The value whose member is asked for. Members are found by the type of the value, so that it is always the right one.
    private static func receiver<Receiver: ValueRepresentable>(_ value: Value?, of name: String) throws(CellError) -> Receiver {
        guard let value, let receiver = Receiver(cellValue: value) else {
            throw CellError(.unknownMember(name, kind: (value ?? .nothing).type.words, members: [], suggestion: nil))
        }
        return receiver
    }
}
