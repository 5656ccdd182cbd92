import OrderedCollections

/// A function or member as far as the language deals with it.
package protocol CheckableFunction: Sendable {
    var signature: Signature { get }

    /// What a call gives, where that can be had at once while one types; nil where only its type is known before the cell runs.
    ///
    /// - Parameter receiver: the value whose member it is; nil for functions.
    func immediateValue(of receiver: Value?, _ arguments: Arguments) throws(CellError) -> Value?

    /// What is wrong with arguments that are right each on its own, as far as they are known; nil where nothing is.
    func misfit(of receiver: Value?, _ arguments: Arguments) -> Misfit?

    /// What is worth knowing of a whole call, in a line.
    func remark(on arguments: Arguments) -> String?
}

/// Arguments that do not belong together.
package struct Misfit: Sendable {
    package var problem: Problem
    /// The parameter that is to blame; the first argument is where it is not given.
    package var parameter: String
    /// The part of the pipeline given for it; nil where the whole is to blame.
    package var part: Int?

    package init(_ problem: Problem, parameter: String, part: Int?) {
        self.problem = problem
        self.parameter = parameter
        self.part = part
    }
}

/// All functions and members that cells can call.
package struct Catalogue: Sendable {
    /// In the order of their groups.
    package let all: [Signature]
    /// In the order of their first functions.
    package let groups: [FunctionGroup]
    /// The type that `|` gives.
    package let pipelineType: ValueType
    /// What is typed out of habit.
    package let habits: Habits
    private let functions: OrderedDictionary<String, Signature>
    private let members: [ValueType: OrderedDictionary<String, Signature>]
    private let entries: [String: [Signature]]
    private let checks: [Signature.ID: any CheckableFunction]

    /// - Parameters:
    ///   - pipelineType: the type that `|` gives.
    ///   - habits: what is typed out of habit.
    package init(_ functions: [any CheckableFunction], pipelineType: any Pipeline.Type, habits: Habits = Habits()) {
        let all = functions.map(\.signature)
        var members: [ValueType: OrderedDictionary<String, Signature>] = [:]
        for signature in all {
            if let receiver = signature.receiver { members[receiver, default: [:]][signature.name] = signature }
        }
        self.all = all
        self.habits = habits
        self.members = members
        self.pipelineType = .object(pipelineType)
        self.functions = OrderedDictionary(all.filter { !$0.isMember }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        entries = Dictionary(grouping: all, by: \.name)
        groups = Array(OrderedSet(all.map(\.group)))
        checks = Dictionary(functions.map { ($0.signature.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Words that name a value and cannot be assigned to, besides functions without arguments.
    package static let constants: [String: Value] = ["none": .nothing, "true": .boolean(true), "false": .boolean(false)]

    /// Names of the functions that are no members, in the order of the catalogue.
    package var functionNames: some Sequence<String> { functions.keys }

    /// The function of this name, which is no member; nil where there is none.
    package func function(_ name: String) -> Signature? { functions[name] }

    /// All members of values of a type, in the order of the catalogue.
    package func members(of type: ValueType) -> some Sequence<Signature> { (members[type] ?? [:]).values }

    /// Their names.
    package func memberNames(of type: ValueType) -> [String] { members(of: type).map(\.name) }

    /// The member of this name of values of a type; nil where there is none.
    package func member(_ name: String, of type: ValueType) -> Signature? { members[type]?[name] }

    /// Everything of this name: a function, and members.
    package func entries(named name: String) -> [Signature] { entries[name] ?? [] }

    /// What can be told of a function's calls.
    func checks(of signature: Signature) -> (any CheckableFunction)? { checks[signature.id] }

    /// Whether a name cannot be given to a value: it names a value already, a part of pipelines, or a call that has no brackets to tell it from a value.
    /// All other functions stand before brackets, where values never do, and may share their names with them.
    package func isReserved(_ name: String) -> Bool {
        Self.constants[name] != nil || function(name).map { $0.result == pipelineType || $0.isCallWithoutBrackets } == true
    }

    /// A name like one that is reserved, with the first number that makes it free; nil for what names a value.
    ///
    /// - Parameter isTaken: whether a name means something already.
    func freeName(like name: String, isTaken: (String) -> Bool) -> String? {
        guard Self.constants[name] == nil else { return nil }
        return (1...).lazy.map { "\(name)\($0)" }.first { !isReserved($0) && !isTaken($0) }
    }
}
