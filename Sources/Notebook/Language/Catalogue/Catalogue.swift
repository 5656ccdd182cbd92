import OrderedCollections

/// All functions and members, each described once.
enum Catalogue {
    /// In the order of their groups.
    static let all: [Function] =
        layers + tasks + files + selection + training + optimizers + schedules + results + members + help

    private static let functions: OrderedDictionary<String, Function> = OrderedDictionary(
        all.filter { !$0.isMember }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let membersByType: [ValueType: [Function]] = Dictionary(
        uniqueKeysWithValues: ValueType.allCases.map { type in (type, all.filter { $0.receivers.contains(type) }) })

    /// Words that name a value and cannot be assigned to, besides functions without arguments.
    static let constants: [String: Value] = ["none": .nothing, "true": .boolean(true), "false": .boolean(false)]

    static var functionNames: [String] { Array(functions.keys) }

    static func function(_ name: String) -> Function? { functions[name] }

    static func members(of type: ValueType) -> [Function] { membersByType[type] ?? [] }

    static func member(_ name: String, of type: ValueType) -> Function? {
        members(of: type).first { $0.name == name }
    }

    /// Everything of this name: a function, and members.
    static func entries(named name: String) -> [Function] { all.filter { $0.name == name } }

    /// Whether a name cannot be given to a value, since it stands for something else.
    static func isReserved(_ name: String) -> Bool {
        constants[name] != nil || function(name)?.isCallWithoutBrackets == true
    }
}
