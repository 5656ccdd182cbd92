import Datasets
import TextFormatting

extension SequenceExample {
    /// Widest line of a drawn example.
    static let width = 72

    /// Name, length and truth, then the input drawn.
    var plain: String {
        ([headline] + drawing).joined(separator: "\n")
    }

    /// Such as `strokes test [17]: 28 steps, true class 7`.
    var headline: String {
        var text = "\(dataset.name)[\(index)]: " + Figures.count(steps, "step")
        if let trueClass, classNames.indices.contains(trueClass) { text += ", true class " + classNames[trueClass].visible }
        return text
    }

    /// The input as lines of characters.
    var drawing: [String] {
        let range = dataset.steps(index)
        switch dataset.storage.inputs {
        case .features(let values, let width):
            let all = values[range.lowerBound * width..<range.upperBound * width]
            switch presentation {
            case .imageRows: return Shades.picture(all, width: width, height: steps)
            case .glyphs(let glyphWidth, let glyphHeight): return glyphs(all, width: glyphWidth, height: glyphHeight, features: width)
            case .channels, .symbols: return channels(all, width: width)
            }
        case .symbols(let ids, let vocabulary):
            return symbols(ids[range], vocabulary)
        }
    }

    /// Pictures side by side, as many a line as fit.
    private func glyphs(_ values: ArraySlice<Float>, width: Int, height: Int, features: Int) -> [String] {
        guard width > 0, width * height == features else { return channels(values, width: features) }
        let perLine = max(1, Self.width / (width + 1))
        var lines: [String] = []
        for first in stride(from: 0, to: steps, by: perLine) {
            let pictures = (first..<min(steps, first + perLine)).map { step in
                Shades.picture(values[(values.startIndex + step * features)...], width: width, height: height)
            }
            for y in 0..<(height + 1) / 2 { lines.append(pictures.map { $0[y] }.joined(separator: " ")) }
        }
        return lines
    }

    /// A line a channel, each scaled to its own range; time from left to right.
    private func channels(_ values: ArraySlice<Float>, width: Int) -> [String] {
        let columns = min(steps, Self.width)
        guard columns > 0 else { return [] }
        var table = TextTable(alignments: [.right, .left], rows: [])
        for channel in 0..<min(width, 32) {
            let series = (0..<steps).map { values[values.startIndex + $0 * width + channel] }
            let least = series.min() ?? 0
            let span = (series.max() ?? 0) - least
            let line = (0..<columns).map { Shades.character(span > 0 ? (series[$0 * steps / columns] - least) / span : 0) }
            table.rows.append([String(channel + 1), String(line)])
        }
        return table.lines + (width > 32 ? ["and \(Figures.count(width - 32, "channel")) more"] : [])
    }

    private func symbols(_ ids: ArraySlice<Int32>, _ vocabulary: [String]) -> [String] {
        let names = ids.prefix(2000).map { vocabulary.indices.contains(Int($0)) ? vocabulary[Int($0)].visible : "?" }
        let separator = vocabulary.contains { $0.count > 1 } ? " " : ""
        var lines: [String] = [""]
        for name in names {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = name
            } else if last.count + separator.count + name.count <= Self.width {
                lines[lines.count - 1] += separator + name
            } else {
                lines.append(name)
            }
        }
        return lines
    }
}
