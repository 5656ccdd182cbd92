import CellLanguage

/// The layers of a pipeline while it is typed: what each gives and takes, as far as that is known.
public struct LayerTable: Sendable, Equatable {
    /// What stands between two bars. Rows of what a layer is made of, such as the paths of `join`, follow its own.
    public struct Row: Sendable, Equatable {
        /// In how many layers it is inside.
        public var depth = 0
        /// Whether the pipeline that it is in begins with it.
        public var isFirst = true
        /// Which of the pipelines it is in, and which of its parts it is.
        var pipeline = 0
        var part = 0
        /// As it is typed.
        public var written: String
        /// Numbers that are typed in it, as UTF-8 bytes of `written`.
        public var numbers: [Range<Int>]
        /// The shape of what it gives, such as `[time, 64]`; empty where that is not known.
        public var output = ""
        /// How many weights it has, in words; empty where that is not known.
        public var parameters = ""
        /// Bytes that it takes in training, in words; empty where that is not known.
        public var memory = ""
        /// Its share of the multiply-adds of training, from 0 to 1; nil where that is not known.
        public var share: Double?
    }

    /// From the input to the output.
    public var rows: [Row]
    /// What all take together; empty where that is not known.
    public var parameters = ""
    /// Bytes that training takes, in words; empty where that is not known.
    public var memory = ""
    /// What memory and time are reckoned for, or why they are not known.
    public var basis = ""
    /// What is wrong, and in which row; nil where nothing is.
    public var problem: (row: Int?, sentence: String)?
    /// What training takes; nil where that is not known.
    var cost: Cost?
    /// The whole, and the pipelines inside of it.
    let pipelines: [WrittenPipeline]
    /// Of each pipeline, the row of the layer that it is inside of; nil of the whole.
    let parents: [Int?]

    /// What training takes.
    struct Cost: Sendable, Equatable {
        var parameters: Int
        /// Bytes.
        var memory: Double
        /// Multiply-adds of a batch.
        var products: Double
    }

    /// Whether both show the same.
    public static func == (a: LayerTable, b: LayerTable) -> Bool {
        a.rows == b.rows && a.parameters == b.parameters && a.memory == b.memory && a.basis == b.basis && a.pipelines == b.pipelines
            && a.problem?.row == b.problem?.row && a.problem?.sentence == b.problem?.sentence
    }

    /// The rows of a pipeline that was found in a source, of which nothing but what is written is known yet.
    init(_ whole: WrittenPipeline, in bytes: [UInt8]) {
        var rows: [Row] = []
        var pipelines: [WrittenPipeline] = []
        var parents: [Int?] = []
        func add(_ pipeline: WrittenPipeline, depth: Int, parent: Int?) {
            let number = pipelines.count
            pipelines.append(pipeline)
            parents.append(parent)
            for (place, part) in pipeline.parts.enumerated() {
                let start = part.range.lowerBound
                rows.append(
                    Row(
                        depth: depth, isFirst: place == 0, pipeline: number, part: place,
                        written: String(decoding: bytes[part.range], as: UTF8.self),
                        numbers: part.numbers.map { ($0.lowerBound - start)..<($0.upperBound - start) }))
                let row = rows.count - 1
                for inner in part.inner { add(inner, depth: depth + 1, parent: row) }
            }
        }
        add(whole, depth: 0, parent: nil)
        (self.rows, self.pipelines, self.parents) = (rows, pipelines, parents)
    }

    /// Where the pipeline begins, in UTF-8 bytes of the source.
    public var start: Int { pipelines[0].start }

    /// Where each row begins there.
    public var rowStarts: [Int] { rows.map { range(of: $0).lowerBound } }

    private func range(of row: Row) -> Range<Int> { pipelines[row.pipeline].parts[row.part].range }

    /// The innermost row that a place of the source belongs to.
    func row(at place: Int) -> Int? { rowStarts.lastIndex { $0 <= place } }

    /// The row behind a row and all that is inside of it.
    public func end(of row: Int) -> Int {
        guard rows.indices.contains(row) else { return rows.count }
        return rows[(row + 1)...].firstIndex { $0.depth <= rows[row].depth } ?? rows.count
    }

    /// The row of the layer so many layers behind, or before where that is negative, in the same pipeline; nil where there is none.
    public func sibling(of row: Int, _ count: Int) -> Int? {
        guard rows.indices.contains(row) else { return nil }
        return rows.firstIndex { $0.pipeline == rows[row].pipeline && $0.part == rows[row].part + count }
    }
}

/// What another number in a pipeline would cost.
public struct NumberAlternative: Sendable, Equatable {
    /// The number.
    public var number: String
    /// Weights of the whole network, in words; what is wrong, where it cannot be.
    public var parameters: String
    /// Bytes that training takes, in words; empty where that is not known.
    public var memory: String
    /// The multiply-adds of training, as a multiple of those with the number that is written; nil where that is not known.
    public var time: Double?
    /// Whether it cannot be.
    public var isRefused = false
}

/// A change of a pipeline in a table of layers. Rows are counted from 0.
public enum LayerEdit: Sendable, Equatable {
    /// Puts layers before this row, or at the end.
    case insert(String, at: Int)
    /// Puts layers behind this row, in the same pipeline.
    case append(String, after: Int)
    case remove(Int)
    /// Puts a row where another of its pipeline is.
    case move(Int, to: Int)
    /// Puts layers in place of a row.
    case replace(Int, with: String)
    /// Writes another number in a row.
    case number(Int, of: Int, String)
}

extension LayerTable {
    /// The source with a change made in the pipeline that it is about.
    func applying(_ edit: LayerEdit, to source: String) throws(WrittenPipeline.Refusal) -> String {
        guard let (pipeline, edit) = placed(edit) else { return source }
        return try pipeline.applying(edit, to: source, .notebook)
    }

    /// The removal of the whole path of which a layer is the only one; nil where it has others beside it, or the path has.
    private func path(ofOnly row: Int) -> (WrittenPipeline, WrittenPipeline.Edit)? {
        guard rows.indices.contains(row) else { return nil }
        let own = pipelines[rows[row].pipeline]
        guard own.parts.count == 1 else { return nil }
        for pipeline in pipelines {
            for (place, part) in pipeline.parts.enumerated() where part.inner.count > 1 {
                if let path = part.inner.firstIndex(of: own) { return (pipeline, .removePath(path, of: place)) }
            }
        }
        return nil
    }

    /// The pipeline that a change is about, and the change in its own places; nil where there is no such row.
    private func placed(_ edit: LayerEdit) -> (WrittenPipeline, WrittenPipeline.Edit)? {
        func found(_ row: Int, _ make: (_ part: Int) -> WrittenPipeline.Edit) -> (WrittenPipeline, WrittenPipeline.Edit)? {
            rows.indices.contains(row) ? (pipelines[rows[row].pipeline], make(rows[row].part)) : nil
        }
        switch edit {
        case .insert(let layers, let row):
            return found(row) { .insert(layers, at: $0) } ?? (pipelines[0], .insert(layers, at: pipelines[0].parts.count))
        case .append(let layers, let row): return found(row) { .insert(layers, at: $0 + 1) }
        case .remove(let row): return path(ofOnly: row) ?? found(row) { .remove($0) }
        case .move(let row, let target):
            guard rows.indices.contains(row), rows.indices.contains(target), rows[row].pipeline == rows[target].pipeline else { return nil }
            return found(row) { .move($0, to: rows[target].part) }
        case .replace(let row, let layers): return found(row) { .replace($0, with: layers) }
        case .number(let number, let row, let digits): return found(row) { .number(number, of: $0, digits) }
        }
    }
}
