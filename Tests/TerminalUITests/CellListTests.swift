import Charts
import Notebook
import Testing

@testable import TerminalUI

/// Cells as lines, of which those are kept that have not changed.
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

    @Test func linesKnowTheirCells() throws {
        let manager = SessionManager(document: Document("# T\n\n```unroll\n1\n2\n```\n\n```unroll\n3\n```\n"), location: nil)
        let state = manager.state
        let list = CellList(state.cells, width: 40, terminalStyle: terminalStyle)
        #expect(list.lines.map(\.line.text) == ["  T", "", "· 1", "  2", "", "· 3"])
        #expect(list.lines.map(\.cell) == [state.cells[0].id, nil, state.cells[1].id, state.cells[1].id, nil, state.cells[2].id])
        #expect(list.range(of: state.cells[1].id) == 2..<4)
        #expect(CellList([]).lines.isEmpty)
    }
}
