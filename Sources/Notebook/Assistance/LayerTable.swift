import CellLanguage

/// The layers of a pipeline while it is typed: what each gives and takes, as far as that is known.
public struct LayerTable: Sendable, Equatable {
    /// What stands between two bars.
    public struct Row: Sendable, Equatable {
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
    let written: WrittenPipeline

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
        a.rows == b.rows && a.parameters == b.parameters && a.memory == b.memory && a.basis == b.basis && a.written == b.written
            && a.problem?.row == b.problem?.row && a.problem?.sentence == b.problem?.sentence
    }

    /// Where the pipeline begins, in UTF-8 bytes of the source.
    public var start: Int { written.start }

    /// Where each row begins there.
    public var rowStarts: [Int] { written.parts.map(\.range.lowerBound) }
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
}

/// A change of a pipeline in a table of layers. Rows are counted from 0.
public enum LayerEdit: Sendable, Equatable {
    /// Puts layers before this row, or at the end.
    case insert(String, at: Int)
    case remove(Int)
    /// Puts a row where another is.
    case move(Int, to: Int)
    /// Puts layers in place of a row.
    case replace(Int, with: String)
    /// Writes another number in a row.
    case number(Int, of: Int, String)

    var written: WrittenPipeline.Edit {
        switch self {
        case .insert(let layers, let place): .insert(layers, at: place)
        case .remove(let place): .remove(place)
        case .move(let place, let target): .move(place, to: target)
        case .replace(let place, let layers): .replace(place, with: layers)
        case .number(let number, let place, let digits): .number(number, of: place, digits)
        }
    }
}
