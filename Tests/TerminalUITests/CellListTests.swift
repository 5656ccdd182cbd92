import Charts
import Notebook
import Testing

@testable import TerminalUI

/// Cells as lines, of which unchanged ones are kept.
@Suite struct CellListTests {
    private let terminalStyle = TerminalStyle()

    private func same(_ list: CellList, as state: SessionState, width: Int) -> Bool {
        let fresh = CellList(state.cells, width: width, terminalStyle: terminalStyle)
        return list.lines.map(\.cell) == fresh.lines.map(\.cell) && list.lines.map(\.line) == fresh.lines.map(\.line)
    }

    @Test func onlyWhatHasChangedIsDrawn() {
        let manager = SessionManager(
            document: Document("# T\n\n```unroll\na = 1\n```\n\n```unroll\n[a]\n```\n\n```unroll\n2\n```\n"), location: nil)
        var cache = CellListCache()
        func list(_ width: Int = 40) -> CellList { cache.list(of: manager.state, width: width, terminalStyle: terminalStyle) }
        #expect(list().cells.count == 4)
        #expect(cache.drawings == 4)
        _ = list()
        #expect(cache.drawings == 4)
        let cells = manager.state.cells.map(\.id)
        manager.run(cells[3])
        manager.waitUntilIdle()
        #expect(same(list(), as: manager.state, width: 40))
        #expect(cache.drawings == 5)
        manager.insert(.prose, "words", before: cells[0])
        #expect(same(list(), as: manager.state, width: 40))
        #expect(cache.drawings == 6)
        manager.delete(cells[1])
        #expect(same(list(), as: manager.state, width: 40))
        #expect(cache.drawings == 6)
        #expect(same(list(30), as: manager.state, width: 30))
        #expect(cache.drawings == 10)
    }

    /// The cost of a frame depends on what has changed, not on the size of the session.
    @Test func onlyWhatHasChangedIsLookedAt() {
        var document = Document()
        document.elements = (0..<2_000).map { .cell(DocumentCell(source: "a\($0) = \($0)\n[a\($0)]")) }
        let manager = SessionManager(document: document, location: nil)
        var cache = CellListCache()
        func list() -> CellList { cache.list(of: manager.state, width: 40, terminalStyle: terminalStyle) }
        _ = list()
        #expect((cache.looks, cache.drawings) == (2_000, 2_000))
        for place in [1_999, 0, 1_000] {
            manager.run(manager.state.cells[place].id)
            manager.waitUntilIdle()
            let before = cache.looks
            #expect(same(list(), as: manager.state, width: 40))
            #expect(cache.looks - before <= 3)
        }
        #expect(cache.drawings == 2_003)
        let looks = cache.looks
        for _ in 0..<10 { _ = list() }
        #expect(cache.looks == looks)
        for number in 0..<3 { manager.submit("b\(number) = 1\n[b\(number)]") }
        _ = list()
        manager.waitUntilIdle()
        #expect(same(list(), as: manager.state, width: 40))
        #expect(cache.looks - looks <= 12)
        #expect(list().cells.count == 2_003)
    }

    /// After a long time all cells are examined again, and all changes are found.
    @Test func manyChangesAreFound() {
        var document = Document()
        document.elements = (0..<1_000).map { .cell(DocumentCell(source: "[\($0)]")) }
        let manager = SessionManager(document: document, location: nil)
        var cache = CellListCache()
        _ = cache.list(of: manager.state, width: 40, terminalStyle: terminalStyle)
        let first = manager.state
        #expect(first.cells.changes(since: first.revision)?.isEmpty == true)
        manager.runAll()
        while !manager.waitUntilIdle(milliseconds: 1) { _ = manager.state }
        let state = manager.state
        #expect(state.cells.changes(since: first.revision) == nil)
        #expect(same(cache.list(of: state, width: 40, terminalStyle: terminalStyle), as: state, width: 40))
        #expect(cache.drawings == 2_000)
        #expect(state.cells.allSatisfy { $0.status == .done } && state.runningCell == nil)
    }

    /// If many cells change at once, a frame draws the visible ones and some of the others; in the end all are drawn.
    @Test func aFrameDrawsSomeOfManyChanges() throws {
        var document = Document()
        document.elements = (0..<1_000).map { .cell(DocumentCell(source: "[\($0)]" + String(repeating: "\n[1]", count: $0 % 3))) }
        let manager = SessionManager(document: document, location: nil)
        var cache = CellListCache()
        func list(_ state: SessionState) -> CellList { cache.list(of: state, width: 40, terminalStyle: terminalStyle, limit: 300) }
        _ = list(manager.state)
        manager.runAll()
        manager.waitUntilIdle()
        let state = manager.state
        var drawn = list(state)
        #expect(cache.drawings == 1_300 && cache.isOutdated)
        let places = drawn.places(10..<30)
        while let again = cache.list(drawing: places, of: state, terminalStyle: terminalStyle) { drawn = again }
        for place in places { #expect(drawn.cells[place].version == state.cells[place].version) }
        #expect(cache.drawings < 1_330)
        // Cells inserted meanwhile shift the others.
        manager.insert(.prose, "words", before: state.cells[500].id)
        manager.submit("[5]")
        manager.waitUntilIdle()
        var frames = 0
        repeat {
            drawn = list(manager.state)
            frames += 1
        } while cache.isOutdated
        #expect(frames == 3 && same(drawn, as: manager.state, width: 40))
    }

    @Test func linesKnowTheirCells() throws {
        let manager = SessionManager(document: Document("# T\n\n```unroll\n1\n2\n```\n\n```unroll\n3\n```\n"), location: nil)
        let state = manager.state
        let list = CellList(state.cells, width: 40, terminalStyle: terminalStyle)
        #expect(list.lines.map(\.line.text) == ["  T", "", "· 1", "  2", "", "· 3"])
        #expect(list.lines.map(\.cell) == [state.cells[0].id, nil, state.cells[1].id, state.cells[1].id, nil, state.cells[2].id])
        #expect(list.range(1) == 2..<4)
        #expect(CellList([]).lines.isEmpty)
    }

    /// A new mark is put before the text as drawn; the text is drawn again only if it has changed.
    @Test func marksChangeWithoutTheText() throws {
        let manager = SessionManager(document: Document("```unroll\n[1]\n```\n"), location: nil)
        var view = try #require(manager.state.cells.first)
        let before = DrawnCell(view, width: 40, terminalStyle: terminalStyle)
        view.status = .queued
        view.source = "[2]"
        #expect(DrawnCell(view, before: before, width: 40, terminalStyle: terminalStyle).lines.map(\.text) == ["○ [1]"])
        #expect(DrawnCell(view, before: before, width: 30, terminalStyle: terminalStyle).lines.map(\.text) == ["○ [2]"])
        view.contentVersion = view.contentVersion.map { $0 + 1 }
        #expect(DrawnCell(view, before: before, width: 40, terminalStyle: terminalStyle).lines.map(\.text) == ["○ [2]"])
        view.contentVersion = nil
        #expect(DrawnCell(view, before: before, width: 40, terminalStyle: terminalStyle).lines.map(\.text) == ["○ [2]"])
    }
}
