/// Which keys mean which action: those of the table of actions, with what the user's own file of keys says otherwise.
struct KeyMap: Sendable, Equatable {
    /// What the keys that were pressed so far come to.
    enum Match: Equatable {
        case action(Command)
        /// More keys are needed.
        case begins
        case nothing
    }

    /// An action's name, and what follows it.
    struct Command: Sendable, Hashable {
        var name: String
        var argument = ""
    }

    private var commands: [Action.Mode: [KeySequence: Command]] = [:]
    /// The first keys of longer sequences.
    private var beginnings: [Action.Mode: Set<KeySequence>] = [:]
    /// Of each action, its sequences in the order in which they are offered.
    private var sequences: [Action.Mode: [String: [KeySequence]]] = [:]

    /// What is wrong with the user's own file of keys, a paragraph each.
    var mistakes: [String] = []

    /// The keys that the table of actions says.
    static let standard: KeyMap = {
        var map = KeyMap()
        for action in Action.all {
            for mode in Action.Mode.allCases {
                for binding in action.keys(mode) {
                    guard let sequence = KeySequence(binding.keys) else { continue }
                    map.bind(sequence, in: mode, to: Command(name: action.name, argument: binding.argument))
                }
            }
        }
        return map
    }()

    /// Makes keys mean this action, or nothing, whatever they meant before.
    mutating func bind(_ sequence: KeySequence, in mode: Action.Mode, to command: Command?) {
        if let former = commands[mode]?[sequence] { sequences[mode]?[former.name]?.removeAll { $0 == sequence } }
        commands[mode, default: [:]][sequence] = command
        if let command { sequences[mode, default: [:]][command.name, default: []].append(sequence) }
        let longer = commands[mode, default: [:]].keys.filter { $0.keys.count > 1 }
        beginnings[mode] = Set(
            longer.flatMap { sequence in (1..<sequence.keys.count).map { KeySequence(Array(sequence.keys.prefix($0))) } })
    }

    func match(_ keys: [Key], in mode: Action.Mode) -> Match {
        let sequence = KeySequence(keys)
        if let command = commands[mode]?[sequence] { return .action(command) }
        return beginnings[mode]?.contains(sequence) == true ? .begins : .nothing
    }

    /// The keys of an action.
    func sequences(of name: String, in mode: Action.Mode) -> [KeySequence] { sequences[mode]?[name] ?? [] }

    /// The keys of an action with what follows its name.
    func sequences(of command: Command, in mode: Action.Mode) -> [KeySequence] {
        sequences(of: command.name, in: mode).filter { commands[mode]?[$0] == command }
    }

    /// The actions that these first keys can still become, with the keys that are missing.
    func continuations(of keys: [Key], in mode: Action.Mode) -> [(rest: KeySequence, name: String)] {
        (commands[mode] ?? [:]).filter { $0.key.keys.count > keys.count && Array($0.key.keys.prefix(keys.count)) == keys }
            .map { (KeySequence(Array($0.key.keys.dropFirst(keys.count))), $0.value.name) }
            .sorted { $0.name < $1.name }
    }
}
