import Datasets
import Notebook
import Recurrent

/// A language model: what it writes by itself, how well it foresees the text that it reads, and what it expects next.
struct LanguageChart: Widget {
    var example: ProbeExample
    var belief: Belief?
    /// Symbols that the network wrote.
    var sample: [Int32]
    /// The step of the text that is looked at, from 0; the last where nil.
    var cursor: Int?

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ look: Look) {
        guard !area.isEmpty, case .symbols(_, let vocabulary) = example.dataset.storage.inputs else { return }
        let written = SymbolText(sample.lazy.map(Int.init), vocabulary, width: area.width, showsBreaks: false)
        let read = belief.flatMap { $0.isSound && $0.width == vocabulary.count ? $0 : nil }
        // A third for what is written, at least; what it does not need is for what is read.
        let rows = read == nil ? area.height : max(2, min(written.rows + 1, area.height / 3))
        let (top, rest) = area.split(top: sample.isEmpty ? 0 : min(rows, area.height))
        drawSample(written, &buffer, top, look)
        guard let read else { return }
        let chosen = min(max(0, cursor ?? read.steps - 1), read.steps - 1)
        let list = max(0, min(8, rest.height / 2 - 1, read.width))
        let (middle, bottom) = rest.inset(top: top.isEmpty ? 0 : 1).split(top: rest.height - (top.isEmpty ? 0 : 1) - list - (list > 0 ? 2 : 0))
        drawRead(read, vocabulary, chosen, &buffer, middle, look)
        drawNext(read, chosen, &buffer, bottom.inset(top: 1), look)
    }

    private func drawSample(_ text: SymbolText, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ look: Look) {
        guard area.height > 1 else { return }
        buffer.write("writes", in: area, look.theme.muted, look)
        let body = area.inset(top: 1)
        for piece in text.pieces {
            guard piece.row < body.height else { break }
            buffer.write(piece.text, x: body.x + piece.column, y: body.y + piece.row, look.theme.string, within: body)
        }
    }

    /// The text, each symbol upon the probability that it was given before it was read.
    private func drawRead(_ belief: Belief, _ vocabulary: [String], _ chosen: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ look: Look) {
        guard area.height > 1 else { return }
        var title = StyledLine("reads", look.theme.muted)
        if area.width >= 44 { title.append(look.depth == .none ? ", underlined: not foreseen" : ", the brighter the better foreseen", look.theme.muted) }
        buffer.write(title, x: area.x, y: area.y, within: area)
        let body = area.inset(top: 1)
        let steps = min(belief.steps + 1, example.steps)
        let text = SymbolText((0..<steps).lazy.map { example.symbol($0) ?? -1 }, vocabulary, width: area.width, showsBreaks: look.hasUnicode)
        guard text.pieces.indices.contains(chosen) else { return }
        let first = max(0, min(text.pieces[chosen].row - body.height / 2, text.rows - body.height))
        let ramp = HeatRamp(.probability, look)
        for (step, piece) in text.pieces.enumerated() where piece.row >= first && piece.row < first + body.height {
            var style = step == 0 ? look.theme.muted : foreseen(belief, step, ramp, look)
            if step == chosen { style = style.with([.reverse, .bold]) }
            buffer.write(piece.text, x: body.x + piece.column, y: body.y + piece.row - first, style, within: body)
        }
    }

    private func foreseen(_ belief: Belief, _ step: Int, _ ramp: HeatRamp, _ look: Look) -> Style {
        guard let symbol = example.symbol(step), symbol >= 0, symbol < belief.width else { return look.theme.muted }
        let probability = belief.probability(step - 1, symbol)
        if look.depth == .many { return ramp.text(probability) }
        let isSurprise = probability < 0.1
        return look.depth == .none ? (isSurprise ? Style.plain.with(.underline) : .plain) : isSurprise ? look.theme.bad : look.theme.good
    }

    private func drawNext(_ belief: Belief, _ step: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ look: Look) {
        guard area.height > 1 else { return }
        let truth = example.trueClass(at: step)
        var title = StyledLine("expects after step \(Figures.grouped(step + 1))", look.theme.muted)
        if let symbol = example.symbol(step) { title.append(", \(example.className(symbol))", look.theme.muted) }
        if let truth {
            title.append("; comes ", look.theme.muted)
            title.append(example.className(truth), look.theme.truth)
        }
        buffer.write(title, x: area.x, y: area.y, within: area)
        let bars = belief.ranking(step, area.height - 1).map { kind in
            let probability = Double(belief.probability(step, kind))
            return BarChart.Bar(
                name: example.className(kind), value: probability, figure: Figures.percent(probability, decimals: 0),
                style: kind == truth ? look.theme.truth : look.theme.accent)
        }
        BarChart(bars: bars, greatest: 1).draw(&buffer, in: area.inset(top: 1), look)
    }
}
