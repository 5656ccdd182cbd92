import Charts
import Dispatch
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
    private var picture: VectorPicture {
        VectorPicture(columns: width, rows: height, title: "Unroll, " + (state.location ?? "a session")) { canvas, style in
            let columns = NotebookScreen.listWidth(canvas.area, hasRun: state.activeRun != nil, panel: model.panel)
            let list = CellList(state.cells, width: columns, terminalStyle: style)
            NotebookScreen(state: state, model: model, terminalStyle: style).draw(&canvas, list: list)
        }
    }

    /// Writes the picture, as SVG or, where a program converts it, as PNG; what comes of it is told in a sentence.
    ///
    /// - Parameters:
    ///   - path: where to; its ending says which format is meant.
    ///   - searchPath: the folders in which a program is looked for, as in `PATH`.
    ///   - tell: called at once, or later by another thread, which waits for the program.
    func write(to path: String, searchPath: String?, tell: @escaping @Sendable (String) -> Void) {
        if path.lowercased().hasSuffix(".svg") { return tell(Self.write(Array(picture.svg(isFile: true).utf8), to: path)) }
        guard path.lowercased().hasSuffix(".png") else {
            return tell("`:shot` needs a file that ends in .svg or .png, as in `:shot screen.svg`.")
        }
        let svg = picture.plainSVG
        let other = path.dropLast(4) + ".svg"
        guard let converter = PictureConverter(searching: searchPath) else {
            let words = Self.write(Array(svg.utf8), to: String(other))
            return tell("\(words) No program that makes PNG of it is installed; with librsvg, `rsvg-convert \(other) -o \(path)` does.")
        }
        DispatchQueue.global().async {
            do throws(PictureConverter.Failure) {
                tell(Self.write(try converter.png(of: svg), to: path))
            } catch {
                tell("`\(converter.name)` could not make \(path): \(error.reason). `:shot \(other)` needs no other program.")
            }
        }
    }

    /// - Returns: what came of it, in a sentence.
    private static func write(_ bytes: [UInt8], to path: String) -> String {
        do throws(DiskError) {
            let isReplacement = try SystemDisk().status(of: FilePath(path)) != nil
            try SystemDisk().replace(FilePath(path), with: bytes)
            return isReplacement ? "The screen has replaced the file \(path)." : "The screen is in \(path)."
        } catch {
            return error.sentence(writing: path)
        }
    }
}
