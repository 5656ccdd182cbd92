extension PackedView {
    /// Packs `source` [rows, columns], or with `transposed` a source [columns, rows]. `part` of `parts` packs its share
    /// of the panels, so that threads can pack in parallel.
    @inlinable @inline(__always)
    func pack<ISA: InstructionSet>(_ source: MatrixView, transposed: Bool, part: Int, parts: Int, for instructions: ISA.Type) {
        require(
            transposed ? source.rows == columns && source.columns == rows : source.rows == rows && source.columns == columns,
            "a packed matrix has the size of its source")
        var column = 0
        var index = 0
        while column < columns {
            let panel = format.shape.panel(at: column, of: columns)
            if index % parts == part {
                let target = base + storedRows * column
                let from = source.base + (transposed ? column * source.stride : column)
                // Lower halves follow the rows of each block; without them, all rows form one block.
                let block = format.precision == .bfloat16x3 ? BFloat16<ISA>.block : max(1, rows)
                var first = 0
                while first < rows {
                    let count = min(block, rows - first)
                    let to = target + first * format.precision.halves * panel.width
                    if transposed {
                        packColumns(from + first, source.stride, panel, to, count)
                    } else {
                        packRows(from + first * source.stride, source.stride, panel, to, count)
                    }
                    let size = count * panel.width
                    switch format.precision {
                    case .single: break
                    case .bfloat16: BFloat16<ISA>.round(to, to, size)
                    case .bfloat16x3: BFloat16<ISA>.split(to, high: to, low: to + size, size)
                    }
                    first += count
                }
            }
            column += panel.used
            index += 1
        }
    }

    @inlinable @inline(__always)
    func packRows(
        _ source: UnsafePointer<Float>, _ stride: Int, _ panel: PanelShape.Panel, _ target: UnsafeMutablePointer<Float>, _ rows: Int
    ) {
        for k in 0..<rows {
            let from = source + k * stride
            let to = target + k * panel.width
            for j in 0..<panel.used { to[j] = from[j] }
            for j in panel.used..<panel.width { to[j] = 0 }
        }
    }

    @inlinable @inline(__always)
    func packColumns(
        _ source: UnsafePointer<Float>, _ stride: Int, _ panel: PanelShape.Panel, _ target: UnsafeMutablePointer<Float>, _ rows: Int
    ) {
        // Sixteen source columns at a time keep whole cache lines of the source in use.
        var first = 0
        while first < rows {
            let last = min(first + 16, rows)
            for j in 0..<panel.used {
                let from = source + j * stride
                for k in first..<last { target[k * panel.width + j] = from[k] }
            }
            for j in panel.used..<panel.width {
                for k in first..<last { target[k * panel.width + j] = 0 }
            }
            first = last
        }
    }
}
