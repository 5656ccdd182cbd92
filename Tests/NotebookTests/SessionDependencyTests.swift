import CellLanguage
import TestSupport
import Testing

@testable import Notebook

/// The stored dependencies between cells, against a reading of the whole session for each question.
@Suite struct SessionDependencyTests {
    /// A session as a list, read from the top for each question.
    private struct PlainSession {
        var cells: [(position: CellPosition, names: DependencyGraph.Names)] = []

        func definition(of name: String, above place: Int) -> CellPosition? {
            cells[..<place].last { $0.names.definitions.contains(name) }?.position
        }

        func needs(of place: Int) -> Set<CellPosition> {
            Set(cells[place].names.uses.compactMap { definition(of: $0, above: place) })
        }

        /// Goes down from `place` and notes which names are changed there.
        func dependents(of names: Set<String>, from place: Int) -> Set<CellPosition> {
            var changed = names
            var found: Set<CellPosition> = []
            for cell in cells[place...] {
                if changed.isDisjoint(with: cell.names.uses) {
                    changed.subtract(cell.names.definitions)
                } else {
                    found.insert(cell.position)
                    changed.formUnion(cell.names.definitions)
                }
            }
            return found
        }
    }

    @Test func randomSessionsAgreeWithAPlainReading() {
        var random = SeededGenerator()
        let names = ["a", "b", "c", "d", "e"]
        func some() -> Set<String> {
            Set((0..<Int.random(in: 0...2, using: &random)).compactMap { _ in names.randomElement(using: &random) })
        }
        for _ in 0..<60 {
            var (graph, plain) = (DependencyGraph(), PlainSession())
            for _ in 0..<60 {
                let place = Int.random(in: 0...plain.cells.count, using: &random)
                let action = Int.random(in: 0..<4, using: &random)
                if action == 0, place < plain.cells.count {
                    let cell = plain.cells.remove(at: place)
                    graph.remove(at: cell.position)
                    #expect(
                        graph.dependents(of: cell.names.definitions, definedAt: cell.position)
                            == plain.dependents(of: cell.names.definitions, from: place), "seed \(SeededGenerator.seed)")
                } else if action == 1, place < plain.cells.count {
                    let before = plain.cells[place].names.definitions
                    plain.cells[place].names = .init(definitions: some(), uses: some())
                    graph.insert(plain.cells[place].names, at: plain.cells[place].position)
                    let names = before.union(plain.cells[place].names.definitions)
                    #expect(
                        graph.dependents(of: names, definedAt: plain.cells[place].position) == plain.dependents(of: names, from: place + 1),
                        "seed \(SeededGenerator.seed)")
                } else if let position = CellPosition.between(
                    place > 0 ? plain.cells[place - 1].position : nil, place < plain.cells.count ? plain.cells[place].position : nil)
                {
                    plain.cells.insert((position, .init(definitions: some(), uses: some())), at: place)
                    graph.insert(plain.cells[place].names, at: position)
                }
                for place in plain.cells.indices {
                    #expect(graph.needs(of: plain.cells[place].position) == plain.needs(of: place), "seed \(SeededGenerator.seed)")
                }
                for name in names {
                    #expect(
                        graph.definition(of: name, above: nil) == plain.definition(of: name, above: plain.cells.count),
                        "seed \(SeededGenerator.seed)")
                }
            }
        }
    }

    /// Cells inserted between the same two repeatedly exhaust the positions: all get new ones, and nothing else
    /// changes.
    @Test func cellsFindRoomAnywhere() throws {
        var session = Session(PendingDocument(Document()))
        let last = session.insert(CellCode("[a, b]"), before: nil)
        var above = session.insert(CellCode("a = 1"), before: last)
        for number in 0..<200 {
            // Alternately below and above the cell before.
            let next = number.isMultiple(of: 2) ? last : above
            above = session.insert(CellCode(number == 150 ? "b = 2" : "[\(number)]"), before: next)
        }
        #expect(session.entries.count == 202)
        #expect(zip(session.entries, session.entries.dropFirst()).allSatisfy { $0.position < $1.position })
        for (place, entry) in session.entries.enumerated() {
            #expect(session.index(of: entry.id) == place)
            #expect(session.index(at: entry.position) == place)
        }
        let place = try #require(session.index(of: last))
        let needed = session.graph.needs(of: session.entries[place].position).compactMap(session.index(at:)).map {
            session.entries[$0].code?.source
        }
        #expect(Set(needed) == ["a = 1", "b = 2"])
    }

    /// A long chain of cells, each of which needs the one above, is queued from its end.
    @Test func aLongChainRunsFromItsEnd() {
        var document = Document()
        document.elements = (0..<2000).map { .cell(DocumentCell(source: $0 == 0 ? "a0 = [1]" : "a\($0) = a\($0 - 1)")) }
        document.elements.append(.cell(DocumentCell(source: "a1999")))
        let manager = SessionManager(document: document, location: nil)
        manager.run(manager.state.cells[2000].id)
        manager.waitUntilIdle()
        #expect(manager.state.cells.allSatisfy { $0.status == .done })
        #expect(manager.state.cells.last?.output.plain == "[1]")
    }

    /// Completion knows typed cells above, and examines again those that have changed.
    @Test func completionFollowsEveryChange() {
        func names(_ manager: SessionManager, above cell: CellID? = nil) -> Set<String> {
            Set(manager.typingScopes.scope(above: cell, in: manager).names.filter { $0.value.type != nil }.keys)
        }
        func type(_ name: String, _ manager: SessionManager) -> ValueType? {
            manager.typingScopes.scope(above: nil, in: manager).names[name]?.type
        }
        var document = Document()
        document.elements = ["a = 1", "b = a", "c = b"].map { .cell(DocumentCell(source: $0)) }
        let manager = SessionManager(document: document, location: nil)
        let cells = manager.state.cells.map(\.id)
        #expect(names(manager) == ["a", "b", "c"])
        #expect(names(manager, above: cells[1]) == ["a"])
        let number = type("c", manager)
        manager.edit(cells[0], "a = [1, 2]")
        #expect(type("c", manager) != number)
        #expect(type("c", manager) == type("a", manager))
        manager.waitUntilIdle()
        #expect(type("c", manager) == type("a", manager))
        manager.insert(.code, "b = \"text\"", before: cells[2])
        #expect(type("c", manager) == type("b", manager))
        manager.delete(cells[2])
        #expect(names(manager) == ["a", "b"])
    }
}
