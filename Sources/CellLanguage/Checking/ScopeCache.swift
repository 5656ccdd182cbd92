/// What names mean between the cells of a session, found anew only for cells that changed and for those that name what they define.
///
/// A change costs one check for each of these cells, and for each cell below it that names are put into a dictionary. The dictionaries are kept below
/// some cells only: to keep them all takes ten times as long.
package struct ScopeCache: Sendable {
    /// A cell as the cache is told of it.
    package struct Cell: Sendable {
        /// Equal for two cells only if they are the same in the same state.
        package struct Key: Hashable, Sendable {
            package var id: Int
            package var version: Int
            /// Whether the cell has run to its end, so that the values of its names are known.
            package var hasValues: Bool

            package init(id: Int, version: Int, hasValues: Bool) {
                self.id = id
                self.version = version
                self.hasValues = hasValues
            }
        }

        package var key: Key
        package var source: ParsedSource
        package var names: SourceNames
        /// What the cell's names mean where they are known.
        package var values: [String: Value]

        package init(_ key: Key, _ source: ParsedSource, _ names: SourceNames, values: [String: Value]) {
            self.key = key
            self.source = source
            self.names = names
            self.values = values
        }
    }

    /// A cell that was checked.
    private struct Step: Sendable {
        var key: Cell.Key
        /// Nil where they are not known, since the source cannot be read as a whole.
        var uses: Set<String>?
        var gives: [String: StaticValue]
    }

    private let catalogue: Catalogue
    private let overridden: Set<String>
    private var steps: [Step] = []
    /// What names mean below the first `spacing` cells, the first two times as many, and so on.
    private var marks: [Scope] = []
    /// What names mean below all cells.
    private var end = Scope()
    private static let spacing = 64
    /// How many cells were checked so far.
    package private(set) var checks = 0

    /// - Parameter overridden: names that are given from outside, whatever cells assign to them.
    package init(_ catalogue: Catalogue, overridden: some Sequence<String>) {
        self.catalogue = catalogue
        self.overridden = Set(overridden)
    }

    /// What names mean below the last of the first `count` cells; nothing above the first one.
    package func scope(below count: Int) -> Scope {
        guard count < steps.count else { return end }
        let mark = max(0, count) / Self.spacing
        var scope = mark > 0 ? marks[mark - 1] : Scope()
        for step in steps[(mark * Self.spacing)..<max(0, count)] { scope.add(step.gives) }
        return scope
    }

    /// Takes the cells as they are now, in order, from the cell `first` on: those above are as they were.
    package mutating func update(from first: Int = 0, _ cells: [Cell]) {
        let first = min(first, steps.count)
        let same = zip(steps[first...], cells).prefix { $0.key == $1.key }.count
        guard max(steps.count - first, cells.count) > same else { return }
        let old = Array(steps[(first + same)...])
        let places = Dictionary(old.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        end = scope(below: first + same)
        steps.removeSubrange((first + same)...)
        marks.removeSubrange(min(marks.count, steps.count / Self.spacing)...)
        // Names that may mean something else than before, where the present cell stands.
        var changed: Set<String> = []
        // The first of the old cells that no present one has been found to be.
        var next = 0
        for cell in cells[same...] {
            if let place = places[cell.key], place >= next {
                for gone in old[next..<place] { changed.formUnion(gone.gives.keys) }
                next = place + 1
                if let uses = old[place].uses, uses.isDisjoint(with: changed) {
                    append(old[place])
                    // Whatever these names meant above, below the cell they mean what they meant below it before.
                    changed.subtract(old[place].gives.keys)
                    continue
                }
            }
            let step = checked(cell, end)
            changed.formUnion(step.gives.keys)
            append(step)
        }
    }

    private mutating func append(_ step: Step) {
        steps.append(step)
        end.add(step.gives)
        if steps.count.isMultiple(of: Self.spacing) { marks.append(end) }
    }

    /// Finds what a cell gives: its values, or the types that it will give.
    private mutating func checked(_ cell: Cell, _ scope: Scope) -> Step {
        guard !cell.key.hasValues else {
            let gives = cell.values.mapValues(StaticValue.value)
            return Step(key: cell.key, uses: [], gives: gives)
        }
        checks += 1
        var checker = Checker(catalogue, scope)
        checker.check(cell.source.statements, overridden: overridden)
        var gives: [String: StaticValue] = [:]
        for name in cell.source.statements.compactMap(\.name?.text) { gives[name] = checker.scope.names[name] }
        let uses = cell.source.isWhole ? cell.names.uses : nil
        return Step(key: cell.key, uses: uses, gives: gives)
    }
}

extension Scope {
    fileprivate mutating func add(_ meanings: [String: StaticValue]) {
        for (name, meaning) in meanings { names[name] = meaning }
    }
}
