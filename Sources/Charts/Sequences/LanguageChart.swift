import TextFormatting

/// A language model: the text that it generates, how well it predicts the text that it reads, and the symbols that it expects next.
package struct LanguageChart: Drawable {
    /// The input text.
    package var sequence: SequencePicture
    /// The probabilities of the next symbol; nil if nothing has been read yet.
    package var outputs: StepwiseOutputs?
    /// Symbols that the network generated.
    package var sample: [Int32]
    /// The selected step of the text, from 0; the last step if nil.
    package var cursor: Int?

    /// A chart of a language model.
    package init(sequence: SequencePicture, outputs: StepwiseOutputs?, sample: [Int32], cursor: Int? = nil) {
        self.sequence = sequence
        self.outputs = outputs
        self.sample = sample
        self.cursor = cursor
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, case .symbols(_, let vocabulary) = sequence.input else { return }
        let written = SymbolText(sample.lazy.map(Int.init), vocabulary, width: area.width, showsBreaks: false)
        let read = outputs.flatMap { $0.isSound && $0.width == vocabulary.count ? $0 : nil }
        // At least a third for the generated text; rows that it does not need go to the input text.
        let rows = read == nil ? area.height : max(2, min(written.rows + 1, area.height / 3))
        let (top, rest) = area.split(top: sample.isEmpty ? 0 : min(rows, area.height))
        drawSample(written, &canvas, top, terminalStyle)
        guard let read else { return }
        let chosen = min(max(0, cursor ?? read.steps - 1), read.steps - 1)
        let list = max(0, min(8, rest.height / 2 - 1, read.width))
        let (middle, bottom) = rest.inset(top: top.isEmpty ? 0 : 1).split(
            top: rest.height - (top.isEmpty ? 0 : 1) - list - (list > 0 ? 2 : 0))
        drawRead(read, vocabulary, chosen, &canvas, middle, terminalStyle)
        drawNext(read, chosen, &canvas, bottom.inset(top: 1), terminalStyle)
    }

    private func drawSample(_ text: SymbolText, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard area.height > 1 else { return }
        canvas.write("writes", in: area, terminalStyle.theme.muted, terminalStyle)
        let body = area.inset(top: 1)
        for piece in text.pieces {
            guard piece.row < body.height else { break }
            canvas.write(piece.text, x: body.x + piece.column, y: body.y + piece.row, terminalStyle.theme.string, within: body)
        }
    }

    /// The text, each symbol on the colour of its predicted probability.
    private func drawRead(
        _ outputs: StepwiseOutputs, _ vocabulary: [String], _ chosen: Int, _ canvas: inout Canvas, _ area: Rectangle,
        _ terminalStyle: TerminalStyle
    ) {
        guard area.height > 1 else { return }
        var title = StyledLine("reads", terminalStyle.theme.muted)
        if area.width >= 44 {
            let scale = terminalStyle.theme.isLight ? ", the darker the better foreseen" : ", the brighter the better foreseen"
            title.append(terminalStyle.depth == .none ? ", underlined: not foreseen" : scale, terminalStyle.theme.muted)
        }
        canvas.write(title, x: area.x, y: area.y, within: area)
        let body = area.inset(top: 1)
        let steps = min(outputs.steps + 1, sequence.steps)
        let text = SymbolText(
            (0..<steps).lazy.map { sequence.symbol($0) ?? -1 }, vocabulary, width: area.width, showsBreaks: terminalStyle.hasUnicode)
        guard text.pieces.indices.contains(chosen) else { return }
        let first = max(0, min(text.pieces[chosen].row - body.height / 2, text.rows - body.height))
        let ramp = HeatRamp(.probability, terminalStyle)
        for (step, piece) in text.pieces.enumerated() where piece.row >= first && piece.row < first + body.height {
            var style = step == 0 ? terminalStyle.theme.muted : foreseen(outputs, step, ramp, terminalStyle)
            if step == chosen { style = style.with([.reverse, .bold]) }
            canvas.write(piece.text, x: body.x + piece.column, y: body.y + piece.row - first, style, within: body)
        }
    }

    private func foreseen(_ outputs: StepwiseOutputs, _ step: Int, _ ramp: HeatRamp, _ terminalStyle: TerminalStyle) -> Style {
        guard let symbol = sequence.symbol(step), symbol >= 0, symbol < outputs.width else { return terminalStyle.theme.muted }
        let probability = outputs.probability(step - 1, symbol)
        if terminalStyle.depth >= .many { return ramp.text(probability) }
        let isSurprise = probability < 0.1
        return terminalStyle.depth == .none
            ? (isSurprise ? Style.plain.with(.underline) : .plain) : isSurprise ? terminalStyle.theme.bad : terminalStyle.theme.good
    }

    private func drawNext(
        _ outputs: StepwiseOutputs, _ step: Int, _ canvas: inout Canvas, _ area: Rectangle,
        _ terminalStyle: TerminalStyle
    ) {
        guard area.height > 1 else { return }
        let truth = sequence.trueClass(at: step)
        // A sign is not to be read as one of the sentence's own.
        func name(_ symbol: Int) -> String {
            let name = sequence.className(symbol)
            return name.count == 1 && name.allSatisfy { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } ? "`\(name)`" : name
        }
        var title = StyledLine("expects after step \(Figures.grouped(step + 1))", terminalStyle.theme.muted)
        if let symbol = sequence.symbol(step) { title.append(", \(name(symbol))", terminalStyle.theme.muted) }
        if let truth {
            title.append("; comes ", terminalStyle.theme.muted)
            title.append(name(truth), terminalStyle.theme.truth)
        }
        canvas.write(title, x: area.x, y: area.y, within: area)
        let bars = outputs.ranking(step, area.height - 1).map { kind in
            let probability = Double(outputs.probability(step, kind))
            return BarChart.Bar(
                name: sequence.className(kind), value: probability, figure: Figures.percent(probability, decimals: 0),
                style: kind == truth ? terminalStyle.theme.truth : terminalStyle.theme.accent)
        }
        BarChart(bars: bars, greatest: 1).draw(&canvas, in: area.inset(top: 1), terminalStyle)
    }
}
