/// What is said of one function, or of one member of a type of values: checking, help, completion and hints are made from it.
package struct Signature: Sendable {
    /// What tells it from all others.
    package struct ID: Hashable, Sendable {
        let name: String
        let receiver: ValueType?
    }

    /// What it is called in cells.
    package let name: String
    /// Where help lists it.
    package let group: FunctionGroup
    /// What it does, in one sentence.
    package let sentence: String
    /// The type whose member it is; nil for functions.
    package let receiver: ValueType?
    /// In the order in which arguments without labels are taken for them.
    package let parameters: [Parameter]
    /// What kind of value a call gives.
    package let result: ValueType
    /// What kind of value it gives where nothing is given to it; nil where that is the same.
    package let bareResult: ValueType?
    /// Cells that work as they are, but for the names of files.
    package let example: String
    /// Names of related functions.
    package let related: [String]
    /// Whether it has parameters, all of which can be left out with the brackets, as in `attend`.
    package let needsNoBrackets: Bool

    package init(
        _ name: String, _ group: FunctionGroup, _ sentence: String, of receiver: ValueType? = nil, parameters: [Parameter] = [],
        gives result: ValueType, bare bareResult: ValueType? = nil, example: String, related: [String] = [], needsNoBrackets: Bool = false
    ) {
        self.name = name
        self.group = group
        self.sentence = sentence
        self.receiver = receiver
        self.parameters = parameters
        self.result = result
        self.bareResult = bareResult
        self.example = example
        self.related = related
        self.needsNoBrackets = needsNoBrackets
    }

    /// What tells it from all others.
    package var id: ID { ID(name: name, receiver: receiver) }

    /// Whether it is asked of a value, as in `digits.test`.
    package var isMember: Bool { receiver != nil }

    /// Whether its name alone is a call: layers such as `last`, and members for which nothing has to be given.
    package var isCallWithoutBrackets: Bool {
        isMember || needsNoBrackets ? !parameters.contains(where: \.isRequired) : parameters.isEmpty
    }

    /// `gru(units, reset: after)`.
    package var written: String {
        let dot = isMember ? "." : ""
        if parameters.isEmpty, isCallWithoutBrackets { return dot + name }
        return dot + name + "(" + parameters.map(\.signature).joined(separator: ", ") + ")"
    }

    /// The parameter with this label; nil where there is none.
    package func parameter(_ name: String) -> Parameter? {
        parameters.first { $0.name == name }
    }

    /// How many arguments it takes at most, beside those with labels of their own; nil for any number.
    var mostArguments: Int? {
        guard let last = parameters.last, last.isRepeated else { return parameters.count }
        return last.takesLabels ? parameters.count - 1 : nil
    }
}

/// Functions that belong together, as help lists them.
package struct FunctionGroup: Sendable, Hashable {
    /// The heading of its list.
    package let title: String

    package init(_ title: String) {
        self.title = title
    }
}
