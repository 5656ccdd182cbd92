import Charts
import Files
import Notebook
import SystemPackage

/// The whole screen as an SVG picture, for light and for dark surroundings.
struct ScreenPicture {
    var state: SessionState
    var model: NotebookModel
    /// Columns and rows.
    var width, height: Int

    /// - Complexity: O(n) in what all cells hold.
    var svg: String {
        VectorPicture(columns: width, rows: height, title: "Unroll, " + (state.location ?? "a session")) { canvas, style in
            let columns = NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: model.panel)
            let list = CellList(state.cells, width: columns, terminalStyle: style)
            NotebookScreen(state: state, model: model, terminalStyle: style).draw(&canvas, list: list)
        }.svg(isFile: true)
    }

    /// Writes the picture.
    ///
    /// - Returns: what came of it, in a sentence.
    func write(to path: String) -> String {
        guard path.lowercased().hasSuffix(".svg") else { return ":shot needs a file that ends in .svg, as in :shot screen.svg." }
        do throws(DiskError) {
            let isReplacement = try SystemDisk().status(of: FilePath(path)) != nil
            try SystemDisk().replace(FilePath(path), with: Array(svg.utf8))
            return isReplacement ? "The screen has replaced the file \(path)." : "The screen is in \(path)."
        } catch {
            return error.sentence(writing: path)
        }
    }
}
