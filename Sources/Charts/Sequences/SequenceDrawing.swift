import TextFormatting

/// An input as people expect to see it, in as many lines as needed: images upright, pictures of steps side by side, a
/// line for each channel, or text.
package struct SequenceDrawing {
    /// The sequence to draw.
    package var sequence: SequencePicture

    /// The greatest number of channels drawn.
    private static let greatestChannels = 32
    /// The greatest number of symbols written.
    private static let greatestSymbols = 2000

    /// A drawing of the input of `sequence`.
    package init(_ sequence: SequencePicture) {
        self.sequence = sequence
    }

    /// - Parameters:
    ///   - width: the number of columns of a line. Channels have their numbers in addition, and images, which cannot be
    ///     broken, keep their own width.
    ///   - terminalStyle: how everything is drawn on the terminal.
    package func lines(width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        switch sequence.input {
        case .imageRows(let values, let columns): picture(values, columns: columns, rows: sequence.steps, HeatRamp(.grey, terminalStyle))
        case .glyphs(let values, let columns, let rows): glyphs(values, columns: columns, rows: rows, width: width, terminalStyle)
        case .channels(let values, let channels): self.channels(values, channels: channels, width: width, terminalStyle)
        case .symbols(let ids, let vocabulary): symbols(ids, vocabulary, width: width, terminalStyle)
        }
    }

    /// Whether all lines fit in this many columns.
    package func fits(_ width: Int) -> Bool {
        guard case .imageRows(_, let columns) = sequence.input else { return width > 0 }
        return columns <= width
    }

    // MARK: Pictures

    /// A grey picture at half its height, since cells are about twice as high as wide.
    private func picture(_ values: ArraySlice<Float>, columns: Int, rows: Int, _ ramp: HeatRamp) -> [StyledLine] {
        let (least, greatest) = TimePicture.range(values)
        let isGrey = least >= 0 && greatest <= 1 || greatest <= least
        func grey(_ column: Int, _ row: Int) -> Float {
            guard row < rows else { return 0 }
            let value = values[values.startIndex + row * columns + column]
            return isGrey ? value : (value - least) / (greatest - least)
        }
        return stride(from: 0, to: rows, by: 2).map { row in
            var line = StyledLine()
            for column in 0..<columns { line.append(ramp.halves(grey(column, row), grey(column, row + 1))) }
            return line
        }
    }

    /// Pictures side by side, as many in a line as fit.
    private func glyphs(_ values: ArraySlice<Float>, columns: Int, rows: Int, width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let ramp = HeatRamp(.grey, terminalStyle)
        let gap = SequencePicture.gap(betweenPicturesOf: columns)
        let perLine = max(1, width / (columns + gap))
        return stride(from: 0, to: sequence.steps, by: perLine).flatMap { first in
            let pictures = (first..<min(sequence.steps, first + perLine)).map { step in
                let start = values.startIndex + step * columns * rows
                return picture(values[start..<start + columns * rows], columns: columns, rows: rows, ramp)
            }
            return (0..<(rows + 1) / 2).map { row in
                var line = StyledLine()
                for (index, picture) in pictures.enumerated() {
                    if index > 0, gap > 0 { line.append(" ") }
                    for span in picture[row].spans { line.append(span.text, span.style) }
                }
                return line
            }
        }
    }

    // MARK: Lines

    /// A line for each channel, scaled to its own range; time runs from left to right.
    private func channels(_ values: ArraySlice<Float>, channels: Int, width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let ramp = HeatRamp(.grey, terminalStyle)
        let axis = TimeAxis(steps: sequence.steps, room: width, greatestStretch: 1)
        guard axis.columns > 0 else { return [] }
        var table = StyledTable(alignments: [.right, .left], rows: [])
        for channel in 0..<min(channels, Self.greatestChannels) {
            let series = (0..<sequence.steps).map { values[values.startIndex + $0 * channels + channel] }
            let least = series.min() ?? 0
            let span = (series.max() ?? 0) - least
            var line = StyledLine()
            for column in 0..<axis.columns {
                line.append(ramp.cell(span > 0 ? (series[axis.steps(in: column).lowerBound] - least) / span : 0))
            }
            table.rows.append([StyledLine(String(channel + 1), terminalStyle.theme.text), line])
        }
        if let time = sequence.time { table.rows.append([StyledLine(), StyledLine(axis.ruler(time), terminalStyle.theme.muted)]) }
        guard channels > Self.greatestChannels else { return table.lines }
        return table.lines + [
            StyledLine("and \(Figures.count(channels - Self.greatestChannels, "channel")) more", terminalStyle.theme.muted)
        ]
    }

    private func symbols(_ ids: ArraySlice<Int32>, _ vocabulary: [String], width: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let separator = vocabulary.contains { $0.count > 1 } ? " " : ""
        var lines: [String] = [""]
        for id in ids.prefix(Self.greatestSymbols) {
            let name = vocabulary.indices.contains(Int(id)) ? vocabulary[Int(id)].visible : "?"
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = name
            } else if DisplayWidth.of(last) + separator.count + DisplayWidth.of(name) <= width {
                lines[lines.count - 1] += separator + name
            } else {
                lines.append(name)
            }
        }
        return lines.map { StyledLine($0, terminalStyle.theme.text) }
    }
}
