import Charts
import Notebook

/// The first visible line, as a line of its cell: it stays first when cells above or below it have more or fewer lines than before.
struct ReadingPlace: Equatable {
    var cell: CellID
    /// The number of the line in its cell, from 0; that of the empty line below the cell is one more than that of its last.
    var line: Int
    /// The scroll with which it is first.
    var scroll: Int
}

extension NotebookScreen {
    /// What is read, if the user has scrolled up; nil otherwise.
    func readingPlace(_ screen: Rectangle, _ list: CellList) -> ReadingPlace? {
        guard model.scroll > 0, model.scroll < .max else { return nil }
        let typed = typed(among: list)
        let shown = typed?.list ?? list
        let visible = visibleLines(listRows(screen, shown), shown, typed)
        let place = shown.places(visible).lowerBound
        guard !visible.isEmpty, let range = shown.range(place) else { return nil }
        return ReadingPlace(cell: shown.cells[place].cell, line: visible.lowerBound - range.lowerBound, scroll: model.scroll)
    }

    /// The scroll with which that line is first again; nil if its cell is gone.
    func scroll(to reading: ReadingPlace, _ screen: Rectangle, _ list: CellList) -> Int? {
        let typed = typed(among: list)
        let shown = typed?.list ?? list
        guard let place = state.cells.place(of: reading.cell), let range = shown.range(typed.map { $0.shown(place) } ?? place) else {
            return nil
        }
        let first = range.lowerBound + min(reading.line, range.count)
        return shown.lines.count - first - listRows(screen, shown)
    }
}

extension NotebookController {
    /// Keeps what is read where it is, and the scroll within what there is.
    mutating func limitScroll(of screen: NotebookScreen, _ area: Rectangle, _ list: CellList) {
        // A session that was just opened is shown from its beginning, whatever has room.
        guard model.scroll < .max else { return }
        if let reading, reading.scroll == model.scroll, let scroll = screen.scroll(to: reading, area, list) {
            model.scroll = scroll
        }
        model.scroll = max(0, min(model.scroll, list.lines.count - screen.listRows(area, list)))
    }

    /// Notes what a frame shows.
    mutating func noteShown(_ screen: NotebookScreen, _ area: Rectangle, _ list: CellList) {
        shownScroll = screen.linesBelow(area, list)
        shownPlaces = screen.visiblePlaces(area, list)
        reading = screen.readingPlace(area, list)
    }
}
