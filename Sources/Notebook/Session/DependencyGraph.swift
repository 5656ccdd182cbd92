/// Which cell needs which: a name means the nearest definition above its use.
///
/// The graph is kept by name, so that a change costs what it touches, whatever else the session holds.
struct DependencyGraph: Sendable {
    /// What a cell defines and what it takes from others.
    struct Names: Sendable, Equatable {
        var definitions: Set<String> = []
        var uses: Set<String> = []
    }

    private var cells: [CellPosition: Names] = [:]
    /// By name: the cells that define it, and those that use it, in order.
    private var definitions: [String: [CellPosition]] = [:]
    private var uses: [String: [CellPosition]] = [:]

    /// Adds a cell, in place of the one at the same position.
    ///
    /// - Complexity: O(names) look-ups; where others below define or use the same names, these are moved in memory.
    mutating func insert(_ names: Names, at position: CellPosition) {
        remove(at: position)
        cells[position] = names
        for name in names.definitions { definitions[name, default: []].insertInOrder(position) }
        for name in names.uses { uses[name, default: []].insertInOrder(position) }
    }

    /// Removes the cell at a position, where there is one.
    mutating func remove(at position: CellPosition) {
        guard let names = cells.removeValue(forKey: position) else { return }
        for name in names.definitions { Self.remove(position, of: name, from: &definitions) }
        for name in names.uses { Self.remove(position, of: name, from: &uses) }
    }

    private static func remove(_ position: CellPosition, of name: String, from positions: inout [String: [CellPosition]]) {
        positions[name]?.removeInOrder(position)
        if positions[name]?.isEmpty == true { positions[name] = nil }
    }

    /// The cell that gives `name` its meaning above a position, or, where that is nil, at the end.
    ///
    /// - Complexity: O(log n) in the number of its definitions.
    func definition(of name: String, above position: CellPosition?) -> CellPosition? {
        guard let all = definitions[name] else { return nil }
        guard let position else { return all.last }
        let index = all.lowerBound(of: position) { $0 }
        return index > 0 ? all[index - 1] : nil
    }

    /// The cells whose values the cell at a position uses, each once.
    ///
    /// - Complexity: O(uses · log n).
    func needs(of position: CellPosition) -> Set<CellPosition> {
        Set((cells[position]?.uses ?? []).compactMap { definition(of: $0, above: position) })
    }

    /// The cells to which these names, defined at a position, give something: those that use one of them, and those that use what these define,
    /// and so on.
    ///
    /// - Complexity: O(log n) for each use of an affected cell's definition.
    func dependents(of names: Set<String>, definedAt position: CellPosition) -> Set<CellPosition> {
        var found: Set<CellPosition> = []
        var pending = [(position, names)]
        while let (position, names) = pending.popLast() {
            for name in names {
                for user in users(of: name, definedAt: position) where found.insert(user).inserted {
                    pending.append((user, cells[user]?.definitions ?? []))
                }
            }
        }
        return found
    }

    /// The cells for which `name` has its meaning from this position: those below, up to the next that defines it, which may use the old value itself.
    func users(of name: String, definedAt position: CellPosition) -> ArraySlice<CellPosition> {
        guard let all = uses[name] else { return [] }
        let first = all.indexAfter(position)
        guard let definitions = definitions[name] else { return all[first...] }
        let next = definitions.indexAfter(position)
        return next < definitions.endIndex ? all[first..<max(first, all.indexAfter(definitions[next]))] : all[first...]
    }
}

extension [CellPosition] {
    /// The index of the first element after `position`, of elements in rising order.
    fileprivate func indexAfter(_ position: CellPosition) -> Int {
        let index = lowerBound(of: position) { $0 }
        return index < endIndex && self[index] == position ? index + 1 : index
    }

    fileprivate mutating func insertInOrder(_ position: CellPosition) {
        if let last, position < last { insert(position, at: lowerBound(of: position) { $0 }) } else { append(position) }
    }

    fileprivate mutating func removeInOrder(_ position: CellPosition) {
        let index = lowerBound(of: position) { $0 }
        if index < endIndex, self[index] == position { remove(at: index) }
    }
}
