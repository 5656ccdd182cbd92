/// Numbers the classes that a file names.
struct ClassIndex {
    private(set) var names: [String]
    private var numbers: [String: Int32]
    /// Where all names are numbers.
    private var values: [Double: Int32] = [:]

    init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
        let values = names.compactMap { Double($0) }
        if values.count == names.count { self.values = Dictionary(zip(values, 0...), uniquingKeysWith: { first, _ in first }) }
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

    /// As `init(found:)`, but names that are one number, such as 1 and 1.0, are one class, by its shortest name.
    init(oneAValue names: some Sequence<String>) {
        let all = ClassIndex(found: names).names
        let values = all.compactMap { Double($0) }
        guard values.count == all.count else {
            self.init(all)
            return
        }
        var shortest: [Double: String] = [:]
        for (name, value) in zip(all, values) where name.count < shortest[value]?.count ?? .max { shortest[value] = name }
        self.init(zip(all, values).filter { shortest[$1] == $0 || $1.isNaN }.map(\.0))
    }

    /// The number of a class; one that is another name of the same number, as 1.0 is of 1, is the same class.
    subscript(name: String) -> Int32? { numbers[name] ?? Double(name).flatMap { values[$0] } }

    /// The number of the class of exactly this name.
    func exactly(_ name: String) -> Int32? { numbers[name] }
}
