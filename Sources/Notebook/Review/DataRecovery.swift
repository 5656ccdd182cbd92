import CellLanguage
import Recurrent
import SessionStore

/// The statements that lead to what the runs of a cell were trained on: they are evaluated aside, so that no cell runs for it, and nothing is trained.
struct DataRecovery: Sendable {
    /// Statements of one cell.
    struct Part: Sendable {
        let cell: CellID
        /// Which of the session's cells it is, from 1.
        let number: Int
        let code: CellCode
        /// Names of cells that have run, with what they mean.
        let known: [String: Value]
        /// Names that parts before this one give values to, each with the number of its cell.
        let sources: [String: Int]
    }

    /// From the top; the last trains.
    let parts: [Part]

    /// What could not be done.
    struct Problem: Error, Sendable {
        var number: Int
        /// Whether it is the cell that trains.
        var isLast: Bool
        /// What the cell printed.
        var reason: String
    }

    /// What tells one recovery from another: of the same sources nothing else comes.
    var key: [String] {
        parts.map { part in
            let statements = part.code.parsed.statements.map { "\($0.range.lowerBound)" }
            return ([part.code.source] + statements + part.known.keys.sorted()).joined(separator: "\n")
        }
    }

    /// Evaluates the parts until the data has been found.
    ///
    /// - Parameters:
    ///   - search: what is looked for.
    ///   - finished: where runs that others need are found.
    ///   - onPart: told which cell is read.
    /// - Complexity: what the cells cost that make or read the data.
    /// - Throws: `Problem` where a cell fails.
    func look(
        for search: DataSearch, in finished: FinishedRuns, overrides: [String: String], onPart: (Part) -> Void
    ) throws(Problem) {
        let keeper = RunKeeper(nil, finished: finished, search: search)
        var values: [Int: [String: Value]] = [:]
        for (place, part) in parts.enumerated() {
            onPart(part)
            var scope = Scope()
            for (name, value) in part.known { scope.names[name] = .value(value) }
            for (name, number) in part.sources {
                if let value = values[number]?[name] { scope.names[name] = .value(value) } else { scope.withoutValue.insert(name) }
            }
            let execution = RunningCell(cell: part.cell, version: -1, code: part.code, runs: keeper, session: WeakSession(manager: nil))
            var evaluator = Evaluator(scope: scope, overrides: overrides, execution: execution)
            let outcome = evaluator.run(part.code)
            guard search.found == nil else { return }
            guard outcome.status == .done else {
                throw Problem(number: part.number, isLast: place == parts.count - 1, reason: execution.output.plain)
            }
            values[part.number] = outcome.values
        }
    }
}

extension Session {
    /// How the data of a cell's runs is come by again; nil where there is no such cell, or it cannot be read.
    ///
    /// - Complexity: O(statements of the cells that are needed · n).
    func dataRecovery(of cell: CellID) -> DataRecovery? {
        guard let target = index(of: cell), entries[target].code?.parsed.errors.isEmpty == true else { return nil }
        var wanted: [Int: Set<String>] = [target: []]
        var parts: [DataRecovery.Part] = []
        while let place = wanted.keys.max(), let names = wanted.removeValue(forKey: place) {
            guard let code = entries[place].code else { continue }
            let slice = slice(of: code, naming: names, withTraining: place == target)
            var (known, sources): ([String: Value], [String: Int]) = ([:], [:])
            for name in slice.uses {
                guard let source = graph.definition(of: name, above: entries[place].position).flatMap(index) else { continue }
                if entries[source].status == .done, let value = entries[source].values[name] {
                    known[name] = value
                } else {
                    wanted[source, default: []].insert(name)
                    sources[name] = number(of: source)
                }
            }
            parts.append(
                DataRecovery.Part(cell: entries[place].id, number: number(of: place), code: slice, known: known, sources: sources))
        }
        return DataRecovery(parts: parts.reversed())
    }

    /// The statements of a cell that give these names their values at its end, with what they need of it.
    ///
    /// - Parameter withTraining: whether those that train are among them.
    private func slice(of code: CellCode, naming names: Set<String>, withTraining: Bool) -> CellCode {
        var (open, places): (Set<String>, [Int]) = (names, [])
        for place in code.parsed.statements.indices.reversed() {
            let statement = CellCode(code, keeping: [place])
            let isNamed = code.parsed.statements[place].name.map { open.remove($0.text) != nil } ?? false
            guard isNamed || withTraining && statement.names.functions.contains(TrainingFunctions.train.signature.name) else { continue }
            places.append(place)
            open.formUnion(statement.uses)
        }
        return CellCode(code, keeping: places.reversed())
    }

    /// Which of the cells it is, from 1: prose is not counted.
    func number(of place: Int) -> Int { entries[...place].count { $0.code != nil } }
}
