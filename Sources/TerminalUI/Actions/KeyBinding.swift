/// Keys of an action, with what follows its name where they say that too.
struct KeyBinding: Sendable, Equatable, ExpressibleByStringLiteral {
    /// As `KeySequence` reads them.
    var keys: String
    var argument = ""

    init(_ keys: String, argument: String = "") {
        (self.keys, self.argument) = (keys, argument)
    }

    init(stringLiteral keys: String) {
        self.init(keys)
    }
}
