/// What the notebook knows of one function, or of one member of a type of values: checking, help, completion and hints are made from it.
struct Function: Sendable {
    enum Group: String, Sendable, CaseIterable {
        case layers = "Layers"
        case tasks = "Tasks with known answers"
        case files = "Data from files"
        case selection = "Members of data"
        case training = "Training"
        case optimizers = "Optimizers"
        case schedules = "Schedules and changes"
        case results = "Results"
        case members = "Members of results"
        case help = "Help"
    }

    let name: String
    let group: Group
    /// What it does, in one sentence.
    let sentence: String
    let parameters: [Parameter]
    let result: ValueType
    /// Cells that work as they are, but for the names of files.
    let example: String
    /// Names of related functions.
    let related: [String]
    /// The types whose member it is; empty for functions.
    let receivers: [ValueType]

    init(
        _ name: String, _ group: Group, _ sentence: String, of receivers: [ValueType] = [], parameters: [Parameter] = [],
        gives result: ValueType, example: String, related: [String] = []
    ) {
        self.name = name
        self.group = group
        self.sentence = sentence
        self.parameters = parameters
        self.result = result
        self.example = example
        self.related = related
        self.receivers = receivers
    }

    var isMember: Bool { !receivers.isEmpty }

    /// Whether its name alone is a call: layers such as `last`, and members for which nothing has to be given.
    var isCallWithoutBrackets: Bool {
        isMember ? !parameters.contains(where: \.isRequired) : parameters.isEmpty && group != .help
    }

    /// `gru(units, reset: after)`.
    var signature: String {
        let dot = isMember ? "." : ""
        if parameters.isEmpty, isCallWithoutBrackets { return dot + name }
        return dot + name + "(" + parameters.map(\.signature).joined(separator: ", ") + ")"
    }

    func parameter(_ name: String) -> Parameter? {
        parameters.first { $0.name == name }
    }

    /// How many arguments it takes at most; nil for any number.
    var mostArguments: Int? {
        parameters.last?.isRepeated == true ? nil : parameters.count
    }
}
