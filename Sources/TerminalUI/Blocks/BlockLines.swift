import Notebook

/// What a cell printed, as lines for the list of cells.
enum BlockLines {
    /// - Parameter width: columns there are; no line is wider.
    static func lines(of output: CellOutput, width: Int, look: Look) -> [StyledLine] {
        output.blocks.flatMap { lines(of: $0, width: width, look) }
    }

    private static func lines(of block: OutputBlock, width: Int, _ look: Look) -> [StyledLine] {
        switch block {
        case .error(let text): text.wrapped(width).map { StyledLine($0, look.theme.bad) }
        default: block.plain.wrapped(width).map { StyledLine($0, look.theme.text) }
        }
    }
}
