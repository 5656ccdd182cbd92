/// Assigns indices to the class names in a file.
struct ClassIndex {
    private(set) var names: [String]
    private var numbers: [String: Int32]
    /// The indices by value, if all names are numbers.
    private var values: [Double: Int32] = [:]

    init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
        let values = names.compactMap { Double($0) }
        if values.count == names.count { self.values = Dictionary(zip(values, 0...), uniquingKeysWith: { first, _ in first }) }
    }

    /// The names found in a file in natural order: numbers by value, other names alphabetically.
    ///
    /// The result does not depend on the order of the input: equal numbers, such as 1 and 1.0, are ordered alphabetically, and NaN, which
    /// cannot be compared with numbers, comes last.
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

    /// Like `init(found:)`, but different spellings of one number, such as 1 and 1.0, are one class, with the shortest name.
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

    /// The index of a class; another spelling of the same number, such as 1.0 for 1, is the same class.
    subscript(name: String) -> Int32? { numbers[name] ?? Double(name).flatMap { values[$0] } }

    /// The index of the class with exactly this name.
    func exactly(_ name: String) -> Int32? { numbers[name] }
}
