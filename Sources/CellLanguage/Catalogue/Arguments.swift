/// The values of a call's arguments by the names of their parameters, defaults filled in.
package struct Arguments: Sendable {
    /// The function that is called.
    package let function: Signature
    private var values: [String: Value] = [:]
    /// Names of the parameters that something is given for.
    private let named: Set<String>

    /// - Parameters:
    ///   - given: what was given; a repeated parameter may come several times and becomes a list.
    ///   - named: names of the parameters that something is given for, where more are than what is known; nil for those in `given`.
    package init(of function: Signature, _ given: [(parameter: Parameter, value: Value)] = [], named: Set<String>? = nil) {
        self.function = function
        self.named = named ?? Set(given.map(\.parameter.name))
        var lists: [String: [Value]] = [:]
        for (parameter, value) in given {
            if parameter.isRepeated { lists[parameter.name, default: []].append(value) } else { values[parameter.name] = value }
        }
        for (name, list) in lists { values[name] = .list(list) }
        for parameter in function.parameters where values[parameter.name] == nil {
            if case .value(let value) = parameter.defaultValue { values[parameter.name] = value }
        }
    }

    /// The argument as it is; `none` where nothing was given.
    package subscript(_ name: String) -> Value { values[name] ?? .nothing }

    /// Whether something other than `none` was given.
    package func has(_ name: String) -> Bool {
        if case .nothing = self[name] { false } else { true }
    }

    /// Whether the call names it, though it may be `none`; elsewhere stands what is left out.
    package func isGiven(_ name: String) -> Bool { named.contains(name) }

    /// The argument as a value of this type.
    ///
    /// - Throws: that it has to be something else.
    package func value<Content: ValueRepresentable>(_ name: String, as type: Content.Type = Content.self) throws(CellError) -> Content {
        guard let value = Content(cellValue: self[name]) else { throw wrong(name) }
        return value
    }

    /// The argument; nil where nothing was given, or `none`.
    package func optional<Content: ValueRepresentable>(_ name: String, as type: Content.Type = Content.self) throws(CellError) -> Content? {
        has(name) ? try value(name) : nil
    }

    /// The elements of a list; a single value is a list of one, `none` an empty one.
    package func list<Content: ValueRepresentable>(_ name: String, of type: Content.Type = Content.self) throws(CellError) -> [Content] {
        let values: [Value] =
            switch self[name] {
            case .list(let values): values
            case .nothing: []
            case .number, .text, .boolean, .range, .object: [self[name]]
            }
        var contents: [Content] = []
        for value in values {
            guard let content = Content(cellValue: value) else { throw wrong(name) }
            contents.append(content)
        }
        return contents
    }

    /// A finite number.
    package func number(_ name: String) throws(CellError) -> Double {
        let number = try value(name, as: Double.self)
        guard number.isFinite else { throw wrong(name) }
        return number
    }

    /// A number in single precision.
    ///
    /// - Throws: where it is too large for that.
    package func float(_ name: String) throws(CellError) -> Float {
        let number = Float(try number(name))
        guard number.isFinite else { throw wrong(name) }
        return number
    }

    /// A number in single precision; nil where nothing was given.
    package func optionalFloat(_ name: String) throws(CellError) -> Float? {
        has(name) ? try float(name) : nil
    }

    /// A whole number.
    package func integer(_ name: String) throws(CellError) -> Int {
        guard let integer = Int(exactly: try number(name)) else { throw wrong(name) }
        return integer
    }

    /// A whole number; nil where nothing was given.
    package func optionalInteger(_ name: String) throws(CellError) -> Int? {
        has(name) ? try integer(name) : nil
    }

    /// A range that is not empty; its upper end is left out where it is written.
    package func range(_ name: String) throws(CellError) -> ClosedRange<Int> {
        guard case .range(let lower, let upper) = self[name], lower < upper else { throw wrong(name) }
        return lower...(upper - 1)
    }

    /// The argument `seed`, 0 or more.
    package func seed() throws(CellError) -> UInt64 {
        guard let seed = UInt64(exactly: try integer("seed")) else { throw wrong("seed") }
        return seed
    }

    /// The argument `seed`; nil where nothing was given.
    package func optionalSeed() throws(CellError) -> UInt64? {
        has("seed") ? try seed() : nil
    }

    /// A text.
    package func text(_ name: String) throws(CellError) -> String { try value(name) }

    /// A text; nil where nothing was given.
    package func optionalText(_ name: String) throws(CellError) -> String? { try optional(name) }

    /// True or false.
    package func boolean(_ name: String) throws(CellError) -> Bool { try value(name) }

    /// One of an enumeration's cases by its name.
    package func choice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type = Choice.self) throws(CellError) -> Choice {
        guard let choice = Choice(rawValue: try text(name)) else { throw wrong(name) }
        return choice
    }

    /// One of an enumeration's cases by its name; nil where nothing was given.
    package func optionalChoice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type = Choice.self) throws(CellError)
        -> Choice?
    {
        has(name) ? try choice(name) : nil
    }

    /// That an argument has to be something else.
    package func wrong(_ name: String) -> CellError {
        let expected = function.parameter(name)?.words ?? "something else"
        return CellError(.wrongArgument(name, function: function.name, expected: expected, found: self[name].kind))
    }
}
