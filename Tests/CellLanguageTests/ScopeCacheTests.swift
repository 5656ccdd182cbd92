import CellLanguage
import TestSupport
import Testing

/// The meanings of names between cells are recomputed only where they may have changed: the checks are counted.
@Suite struct ScopeCacheTests {
    private struct Session {
        var cells: [(id: Int, version: Int, source: String, values: [String: Value])] = []
        var cache = ScopeCache(.test, overridden: ["given"])

        init(_ sources: [String]) {
            for (index, source) in sources.enumerated() { cells.append((index, 0, source, [:])) }
        }

        mutating func edit(_ index: Int, _ source: String) {
            cells[index].source = source
            cells[index].version += 1
        }

        /// The number of cells checked to find all meanings.
        mutating func checks() -> Int {
            let before = cache.checks
            cache.update(
                cells.map { cell in
                    let source = Parser.parse(cell.source)
                    let key = ScopeCache.Cell.Key(id: cell.id, version: cell.version, hasValues: !cell.values.isEmpty)
                    return ScopeCache.Cell(key, source, SourceNames(source, .test), values: cell.values)
                })
            return cache.checks - before
        }

        /// The meaning of each name, found without the cache.
        func meaningsAfresh(below count: Int) -> [String: String] {
            var scope = Scope()
            for cell in cells.prefix(count) {
                if !cell.values.isEmpty {
                    for (name, value) in cell.values { scope.names[name] = .value(value) }
                    continue
                }
                var checker = Checker(.test, scope)
                checker.check(Parser.parse(cell.source).statements, overridden: ["given"])
                scope = checker.scope
            }
            return meanings(scope)
        }

        func meanings(_ scope: Scope) -> [String: String] {
            Dictionary(uniqueKeysWithValues: scope.names.map { ($0.key, $0.value.value?.written ?? "some \($0.value.kind)") })
        }

        func expectSameMeanings(_ comment: Comment? = nil) {
            for count in 0...cells.count {
                #expect(meanings(cache.scope(below: count)) == meaningsAfresh(below: count), comment)
            }
        }
    }

    @Test func nothingIsCheckedTwice() {
        var session = Session((0..<5_000).map { "a\($0) = [\($0)]" })
        #expect(session.checks() == 5_000)
        for _ in 0..<20 { #expect(session.checks() == 0) }
        session.edit(2_500, "a2500 = [0]")
        #expect(session.checks() == 1)
        #expect(session.cache.scope(below: 5_000).names.count == 5_000)
        #expect(session.cache.scope(below: 100).names.count == 100)
    }

    @Test func whatNamesAChangedCellIsCheckedAgain() {
        var session = Session(["a = [1]", "b = a", "c = [2]", "d = b", "e = c"])
        #expect(session.checks() == 5)
        session.edit(0, "a = \"x\"")
        #expect(session.checks() == 3)
        session.expectSameMeanings()
    }

    @Test func aLaterDefinitionKeepsAChangeFromThoseBelow() {
        var session = Session(["a = [1]", "b = a", "a = [2]", "c = a"])
        #expect(session.checks() == 4)
        session.edit(0, "a = \"x\"")
        #expect(session.checks() == 2)
        session.expectSameMeanings()
    }

    @Test func changesFarApartCostOnlyThemselves() {
        var session = Session((0..<1_000).map { "a\($0) = [\($0)]" })
        _ = session.checks()
        session.edit(1, "a1 = \"x\"")
        session.cells.remove(at: 500)
        session.cells.append((5_000, 0, "b = a1", [:]))
        #expect(session.checks() == 2)
        session.expectSameMeanings()
    }

    @Test func cellsComeAndGo() {
        var session = Session(["a = [1]", "b = a", "x = (", "c = b"])
        #expect(session.checks() == 4)
        session.cells.remove(at: 1)
        #expect(session.checks() == 2)
        session.expectSameMeanings()
        session.cells.insert((9, 0, "b = \"new\"", [:]), at: 0)
        #expect(session.checks() == 3)
        session.expectSameMeanings()
        session.cells = []
        #expect(session.checks() == 0)
        #expect(session.cache.scope(below: 3).names.isEmpty)
    }

    @Test func cellsThatRanAreNotChecked() {
        var session = Session(["a = bag(3)", "b = a", "given = link(0)"])
        #expect(session.checks() == 3)
        session.cells[0].values = ["a": Bag(count: 3).cellValue]
        #expect(session.checks() == 1)
        session.expectSameMeanings()
        #expect(session.cache.scope(below: 1).names["a"]?.value?.written == "bag of 3")
        #expect(session.cache.scope(below: 3).names["given"]?.type == nil)
    }

    @Test func randomChangesGiveTheSameMeanings() {
        var random = SeededGenerator()
        let names = ["a", "b", "c", "d"]
        func source() -> String {
            let name = names.randomElement(using: &random) ?? "a"
            let value = (names + ["[1]", "\"t\"", "link(2)", "bag(1)", "gone", "("]).randomElement(using: &random) ?? "1"
            return "\(name) = \(value)"
        }
        var session = Session((0..<12).map { _ in source() })
        var next = 100
        for _ in 0..<200 {
            let place = Int.random(in: 0..<max(1, session.cells.count), using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !session.cells.isEmpty: session.cells.remove(at: place)
            case 1:
                session.cells.insert((next, 0, source(), [:]), at: place)
                next += 1
            case 2 where !session.cells.isEmpty: session.cells[place].version += 1
            default: if !session.cells.isEmpty { session.edit(place, source()) }
            }
            _ = session.checks()
            session.expectSameMeanings("seed \(SeededGenerator.seed)")
        }
    }
}
