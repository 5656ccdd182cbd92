import Datasets
import Notebook
import Recurrent
import TextFormatting

/// A language model: what it writes by itself, how well it foresees the text that it reads, and what it expects next.
struct LanguageChart: Widget {
    var example: SequenceExample
    var stepwisePrediction: StepwisePrediction?
    /// Symbols that the network wrote.
    var sample: [Int32]
    /// The step of the text that is looked at, from 0; the last where nil.
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, case .symbols(_, let vocabulary) = example.dataset.storage.inputs else { return }
        let written = SymbolText(sample.lazy.map(Int.init), vocabulary, width: area.width, showsBreaks: false)
        let read = stepwisePrediction.flatMap { $0.isSound && $0.width == vocabulary.count ? $0 : nil }
        // A third for what is written, at least; what it does not need is for what is read.
        let rows = read == nil ? area.height : max(2, min(written.rows + 1, area.height / 3))
        let (top, rest) = area.split(top: sample.isEmpty ? 0 : min(rows, area.height))
        drawSample(written, &buffer, top, terminalStyle)
        guard let read else { return }
        let chosen = min(max(0, cursor ?? read.steps - 1), read.steps - 1)
        let list = max(0, min(8, rest.height / 2 - 1, read.width))
        let (middle, bottom) = rest.inset(top: top.isEmpty ? 0 : 1).split(
            top: rest.height - (top.isEmpty ? 0 : 1) - list - (list > 0 ? 2 : 0))
        drawRead(read, vocabulary, chosen, &buffer, middle, terminalStyle)
        drawNext(read, chosen, &buffer, bottom.inset(top: 1), terminalStyle)
    }

    private func drawSample(_ text: SymbolText, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard area.height > 1 else { return }
        buffer.write("writes", in: area, terminalStyle.theme.muted, terminalStyle)
        let body = area.inset(top: 1)
        for piece in text.pieces {
            guard piece.row < body.height else { break }
            buffer.write(piece.text, x: body.x + piece.column, y: body.y + piece.row, terminalStyle.theme.string, within: body)
        }
    }

    /// The text, each symbol upon the probability that it was given before it was read.
    private func drawRead(
        _ stepwisePrediction: StepwisePrediction, _ vocabulary: [String], _ chosen: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle,
        _ terminalStyle: TerminalStyle
    ) {
        guard area.height > 1 else { return }
        var title = StyledLine("reads", terminalStyle.theme.muted)
        if area.width >= 44 {
            title.append(
                terminalStyle.depth == .none ? ", underlined: not foreseen" : ", the brighter the better foreseen",
                terminalStyle.theme.muted)
        }
        buffer.write(title, x: area.x, y: area.y, within: area)
        let body = area.inset(top: 1)
        let steps = min(stepwisePrediction.steps + 1, example.steps)
        let text = SymbolText(
            (0..<steps).lazy.map { example.symbol($0) ?? -1 }, vocabulary, width: area.width, showsBreaks: terminalStyle.hasUnicode)
        guard text.pieces.indices.contains(chosen) else { return }
        let first = max(0, min(text.pieces[chosen].row - body.height / 2, text.rows - body.height))
        let ramp = HeatRamp(.probability, terminalStyle)
        for (step, piece) in text.pieces.enumerated() where piece.row >= first && piece.row < first + body.height {
            var style = step == 0 ? terminalStyle.theme.muted : foreseen(stepwisePrediction, step, ramp, terminalStyle)
            if step == chosen { style = style.with([.reverse, .bold]) }
            buffer.write(piece.text, x: body.x + piece.column, y: body.y + piece.row - first, style, within: body)
        }
    }

    private func foreseen(_ stepwisePrediction: StepwisePrediction, _ step: Int, _ ramp: HeatRamp, _ terminalStyle: TerminalStyle) -> Style
    {
        guard let symbol = example.symbol(step), symbol >= 0, symbol < stepwisePrediction.width else { return terminalStyle.theme.muted }
        let probability = stepwisePrediction.probability(step - 1, symbol)
        if terminalStyle.depth == .many { return ramp.text(probability) }
        let isSurprise = probability < 0.1
        return terminalStyle.depth == .none
            ? (isSurprise ? Style.plain.with(.underline) : .plain) : isSurprise ? terminalStyle.theme.bad : terminalStyle.theme.good
    }

    private func drawNext(
        _ stepwisePrediction: StepwisePrediction, _ step: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle,
        _ terminalStyle: TerminalStyle
    ) {
        guard area.height > 1 else { return }
        let truth = example.trueClass(at: step)
        var title = StyledLine("expects after step \(Figures.grouped(step + 1))", terminalStyle.theme.muted)
        if let symbol = example.symbol(step) { title.append(", \(example.className(symbol))", terminalStyle.theme.muted) }
        if let truth {
            title.append("; comes ", terminalStyle.theme.muted)
            title.append(example.className(truth), terminalStyle.theme.truth)
        }
        buffer.write(title, x: area.x, y: area.y, within: area)
        let bars = stepwisePrediction.ranking(step, area.height - 1).map { kind in
            let probability = Double(stepwisePrediction.probability(step, kind))
            return BarChart.Bar(
                name: example.className(kind), value: probability, figure: Figures.percent(probability, decimals: 0),
                style: kind == truth ? terminalStyle.theme.truth : terminalStyle.theme.accent)
        }
        BarChart(bars: bars, greatest: 1).draw(&buffer, in: area.inset(top: 1), terminalStyle)
    }
}
