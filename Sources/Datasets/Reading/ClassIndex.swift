/// Numbers the classes that a file names.
struct ClassIndex {
    private(set) var names: [String]
    private var numbers: [String: Int32]

    init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// The names found in a file in the order in which people expect them: numbers by size, other names by their letters.
    ///
    /// The order is one and the same whatever comes first: equal numbers, such as 1 and 1.0, stand in the order of their letters, and NaN,
    /// which is neither less nor more than any number, comes last.
    init(found names: some Sequence<String>) {
        func precedes(_ a: String, _ b: String) -> Bool { a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) }
        let names = Array(Set(names))
        let numbers = names.compactMap { name in Double(name).map { (name: name, number: $0) } }
        guard numbers.count == names.count else {
            self.init(names.sorted(by: precedes))
            return
        }
        let sorted = numbers.sorted { a, b in
            if a.number.isNaN != b.number.isNaN { return b.number.isNaN }
            if a.number < b.number || a.number > b.number { return a.number < b.number }
            return precedes(a.name, b.name)
        }
        self.init(sorted.map(\.name))
    }

    subscript(name: String) -> Int32? { numbers[name] }
}
