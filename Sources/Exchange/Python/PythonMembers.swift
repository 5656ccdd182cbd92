/// The layers that a Python class creates and stores, with names that tell their kind and their place in the network.
struct PythonMembers {
    private var all: [(name: String, made: String)] = []

    /// Adds a layer.
    ///
    /// - Parameters:
    ///   - kind: the first part of its name.
    ///   - place: its place in the network, such as `0` or `1.0`.
    ///   - made: the expression that creates it.
    /// - Returns: its name.
    mutating func add(_ kind: String, _ place: String, _ made: String) -> String {
        let name = "\(kind)_\(place.replacing(".", with: "_"))"
        all.append((name, made))
        return name
    }

    /// The lines of the class's initializer that create them.
    var lines: [String] { all.map { "        self.\($0.name) = \($0.made)\n" } }
}
