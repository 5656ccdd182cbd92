/// Takes what cells print in order: a cell's lines as they come, the next cell's when it has ended.
struct OutputPrinter {
    /// The cell that is printed next.
    private var cell = 0
    private var present = Progress()
    private var hasWritten = false

    /// How far a cell is printed.
    private struct Progress {
        /// Blocks that are printed whole.
        var blocks = 0
        /// Lines of the block after them.
        var lines = 0
        /// Of that block, where it is a table of epochs: the last one, and whether the remark at its end is printed.
        var epoch = 0
        var hasRemark = false
        var hasWritten = false
    }

    /// What has come since this was called last, in pieces that end with a line's end.
    mutating func news(_ cells: ShownCells) -> [String] {
        var news: [String] = []
        while cell < cells.count {
            let view = cells[cell]
            if view.kind == .code {
                guard view.status != .queued, view.status != .idle else { break }
                for line in lines(view) {
                    if !present.hasWritten, hasWritten { news.append("\n") }
                    news.append(line + "\n")
                    (present.hasWritten, hasWritten) = (true, true)
                }
                guard view.status != .running else { break }
            }
            cell += 1
            present = Progress()
        }
        return news
    }

    /// The lines of a cell that are new and will not change any more.
    private mutating func lines(_ view: CellView) -> [String] {
        var lines: [String] = []
        while present.blocks < view.output.blocks.count {
            let mayGrow = view.status == .running && present.blocks == view.output.blocks.count - 1
            switch view.output.blocks[present.blocks] {
            case .epochs(let table) where mayGrow || present.lines > 0: lines += self.lines(table)
            case .runs where mayGrow: break
            case let block: lines += self.lines(block, mayGrow: mayGrow)
            }
            guard !mayGrow else { break }
            present.blocks += 1
            (present.lines, present.epoch, present.hasRemark) = (0, 0, false)
        }
        return lines
    }

    private mutating func lines(_ block: OutputBlock, mayGrow: Bool) -> [String] {
        let plain = block.plain
        guard !plain.isEmpty else { return [] }
        let all = plain.split(separator: "\n" as Character, omittingEmptySubsequences: false)
        let new = (mayGrow ? all.dropLast() : all[...]).dropFirst(present.lines).map(String.init)
        present.lines += new.count
        return new
    }

    /// Each epoch's line as it comes, also of those that the finished table leaves out, unless they come faster than anybody looks.
    private mutating func lines(_ table: EpochTable) -> [String] {
        var lines = present.lines == 0 && !table.rows.isEmpty ? [table.header] : []
        for row in table.rows where row.epoch > present.epoch {
            if present.epoch > 0, row.epoch > present.epoch + 1 { lines.append(EpochTable.gap(row.epoch - present.epoch - 1)) }
            lines.append(table.line(row))
            present.epoch = row.epoch
        }
        if let remark = table.remark, !present.hasRemark {
            lines.append(remark)
            present.hasRemark = true
        }
        present.lines += lines.count
        return lines
    }
}
