/// The layers that a class of Python makes and keeps, by names that tell what they are and where they stand in the network.
struct PythonMembers {
    private var all: [(name: String, made: String)] = []

    /// Adds a layer.
    ///
    /// - Parameters:
    ///   - place: where it stands, such as `0` or `1.0`.
    ///   - made: the expression that makes it.
    /// - Returns: its name.
    mutating func add(_ kind: String, _ place: String, _ made: String) -> String {
        let name = "\(kind)_\(place.replacing(".", with: "_"))"
        all.append((name, made))
        return name
    }

    /// The lines that make them, in the class's initializer.
    var lines: [String] { all.map { "        self.\($0.name) = \($0.made)\n" } }
}
