/// Numbers the classes that a file names.
struct ClassIndex {
    private(set) var names: [String]
    private var numbers: [String: Int32]

    init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// The names found in a file in the order in which people expect them: numbers by size, other names by their letters.
    init(found names: some Sequence<String>) {
        let names = Set(names)
        if names.allSatisfy({ Double($0) != nil }) {
            self.init(names.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) })
        } else {
            self.init(names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        }
    }

    subscript(name: String) -> Int32? { numbers[name] }

    /// A few of the names, for errors.
    var sample: String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    }
}
