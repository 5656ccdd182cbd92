import Charts
import Datasets
import TextFormatting

/// What `unroll data` prints: the embedded tasks, or what a file holds.
public enum DataReport {
    /// The names of all embedded tasks.
    public static var taskNames: [String] { TaskDescription.all.map(\.name) }

    /// All embedded tasks with what a guesser gets.
    public static var tasks: String {
        let width = TaskDescription.all.map(\.name.count).max() ?? 0
        let margin = String(repeating: " ", count: width + 2)
        var lines: [String] = []
        for task in TaskDescription.all {
            lines.append(task.name + String(repeating: " ", count: width - task.name.count + 2) + task.sentence)
            lines.append("\(margin)Guessing: \(task.guesser).")
            if !task.source.isEmpty { lines.append("\(margin)\(task.source)") }
        }
        lines += [
            "",
            "`unroll data NAME` shows examples of a task, `unroll data FILE` describes a file, and `help(NAME)` in the notebook "
                + "explains the function.",
        ]
        return lines.joined(separator: "\n")
    }

    /// An embedded task or a file with its first examples. A file is meant before a task of the same name.
    ///
    /// - Throws: `DataError` where the file cannot be read, or for too many examples.
    public static func report(on name: String, examples: Int) throws(DataError) -> String {
        if let task = TaskDescription.all.first(where: { $0.name == name }), !DataFile.exists(name) {
            return try self.task(task, examples: examples)
        }
        return file(try DataFile.inspect(name), path: name, examples: examples)
    }

    /// A task with its first examples.
    ///
    /// - Throws: `DataError` for too many examples.
    public static func task(_ task: TaskDescription, examples: Int) throws(DataError) -> String {
        // Enough to see the lengths and classes; the first ones do not depend on how many there are.
        let pair = try task.examples(max(examples, 1000))
        let source = task.source.isEmpty ? [] : ["described by \(task.source)"]
        let lines = ["\(task.name): \(task.sentence)", "guessing: \(task.guesser)"] + source + ["data = \(task.name)()"]
        return sections([lines.joined(separator: "\n")], pair, partName: "examples", examples: examples)
    }

    /// What a file holds, how it is read, the cell that reads it, and its first examples.
    ///
    /// - Parameter path: as the user named the file.
    public static func file(_ file: DataFile, path: String, examples: Int) -> String {
        var lines = ["\(path.visible): \(file.title)", file.reading.sentence]
        lines += file.data.notes.map(\.sentence)
        if file.hasMissingValues { lines.append("values are missing; each is replaced by the last one before it") }
        lines.append("data = \(cell(file, path: path))")
        return sections([lines.joined(separator: "\n")], file.data, partName: "all", examples: examples)
    }

    private static func cell(_ file: DataFile, path: String) -> String {
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing(
            "\t", with: "\\t")
        return "\(file.format.rawValue)(\"\(escaped)\"\(file.hasMissingValues ? ", missing: carry" : ""))"
    }

    /// - Parameter partName: what the only part of data that is not split is called.
    private static func sections(_ head: [String], _ pair: DataPair, partName: String, examples: Int) -> String {
        let isSplit = pair.train != nil && (pair.validation != nil || pair.test != nil)
        let all = [(pair.train, "train"), (pair.validation, "validation"), (pair.test, "test")]
        let parts = all.compactMap { part, name in part.map { ($0, isSplit ? name : partName) } }
        var sections = head + [DatasetOverview.plain(parts.map { DatasetOverview($0, name: $1.visible) }, title: pair.name.visible)]
        sections += parts.map { dataset, name in
            var table = TextTable(alignments: [.left, .left], rows: [])
            table.rows.append([isSplit ? "\(name) steps" : "steps", lengths(of: dataset)])
            for (index, line) in classes(of: dataset).enumerated() {
                table.rows.append([index > 0 ? "" : isSplit ? "\(name) classes" : "classes", line])
            }
            return table.text
        }
        if let (dataset, _) = parts.first {
            sections += (0..<max(0, min(examples, dataset.count))).compactMap { index in
                SequenceExample(dataset: dataset, index: index).map {
                    ($0.plain.split(separator: "\n", omittingEmptySubsequences: false) + targets(of: $0))
                }
                .map { $0.joined(separator: "\n") }
            }
        }
        return sections.joined(separator: "\n\n").visibleLines
    }

    /// Bars for how many sequences have each length, from the shortest to the longest.
    private static func lengths(of dataset: SequenceDataset) -> String {
        let lengths = (0..<dataset.count).map(dataset.length).sorted()
        guard let shortest = lengths.first, let longest = lengths.last else { return "none" }
        let all = Figures.grouped(lengths.reduce(0, +)) + " in all"
        guard shortest < longest else { return Figures.grouped(longest) + (dataset.count > 1 ? " each, \(all)" : "") }
        let columns = min(longest - shortest + 1, 32)
        var counts = [Int](repeating: 0, count: columns)
        for length in lengths { counts[(length - shortest) * columns / (longest - shortest + 1)] += 1 }
        let most = Float(counts.max() ?? 1)
        let bars = BlockBar.columns(counts.map { $0 > 0 ? Float($0) / most : nil }, .plain)
        let median = Figures.grouped(lengths[lengths.count / 2])
        return "\(Figures.grouped(shortest)) \(bars) \(Figures.grouped(longest)), median \(median), \(all)"
    }

    /// Most classes that are listed.
    private static let listedClasses = 40

    /// How often each class is a target; of many classes the most frequent ones.
    private static func classes(of dataset: SequenceDataset) -> [String] {
        let (names, counts) = (dataset.classNames, dataset.classCounts)
        var order = Array(counts.indices)
        if order.count > listedClasses { order = Array(order.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(listedClasses)) }
        var entries = order.map { "\(shown(names[$0])) \(Figures.grouped(counts[$0]))" }
        if counts.count > order.count { entries.append("and \(Figures.grouped(counts.count - order.count)) more") }
        return wrapped(entries, separator: "  ")
    }

    /// A space would not be seen.
    private static func shown(_ name: String) -> String { name == " " ? "␣" : name.visible }

    /// What is to be predicted about an example, where it does not stand in the headline.
    private static func targets(of example: SequenceExample) -> [Substring] {
        let dataset = example.dataset
        let steps = dataset.steps(example.index)
        let texts: [String]
        switch dataset.storage.targets {
        case .several:
            return example.targets.flatMap { name, example in
                let lines = targets(of: example)
                return lines.isEmpty ? [] : [Substring("\(name.visible), ") + lines[0]] + lines.dropFirst()
            }
        case .sequenceClasses, .sequenceLabels, .labelSequences, .nextSymbol: return []
        case .stepClasses(let labels, let names):
            texts = labels[steps].prefix(listedTargets).map { names.indices.contains(Int($0)) ? shown(names[Int($0)]) : "?" }
        case .sequenceValues(let values, let width):
            let start = dataset.selection[example.index] * width
            texts = values[start..<(start + width)].prefix(listedTargets).map { Figures.fixed(Double($0), 4) }
        case .stepValues(let values, let width):
            texts = values[(steps.lowerBound * width)..<(steps.upperBound * width)].prefix(8).map { Figures.fixed(Double($0), 4) } + ["..."]
        }
        return ["to predict:"] + wrapped(texts, separator: texts.allSatisfy { $0.count == 1 } ? "" : " ").map { "  " + $0 }
    }

    /// Most steps of which the target is listed.
    private static let listedTargets = 200

    private static func wrapped(_ entries: [String], separator: String) -> [String] {
        var lines: [String] = []
        for entry in entries {
            if let last = lines.last, DisplayWidth.of(last) + separator.count + DisplayWidth.of(entry) <= SequenceExample.width {
                lines[lines.count - 1] = last + separator + entry
            } else {
                lines.append(entry)
            }
        }
        return lines
    }
}
