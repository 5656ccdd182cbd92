/// What a reader decided by itself about a part of a file, and why: to be reported, so that a guess is never silent.
public enum DataNote: Sendable, Equatable {
    /// What a column of a table, or a key of objects, is taken for.
    public enum Role: Sendable, Equatable {
        /// A number of each step.
        case feature
        /// The steps of a sequence.
        case steps
        /// Times of steps, which are left out.
        case timeSteps
        /// It tells sequences apart.
        case sequence
        /// Classes to predict.
        case classes
        /// Any number of labels to predict.
        case labels
        /// Values to predict.
        case values
        /// A feature whose next value is predicted.
        case predicted
        /// A feature that is known ahead.
        case known
        /// A time that tells of month, day, weekday or hour.
        case calendar
        /// How often a sequence counts.
        case weight
        /// How much a step counts.
        case stepWeight
        /// It is left out.
        case ignored
    }

    /// Why.
    public enum Reason: Sendable, Equatable {
        /// It was asked for.
        case asked
        /// Its name says so.
        case name
        /// It counts the rows.
        case counts
        /// It has no name and tells rows apart, as the index of a data frame does.
        case index
        /// It has times.
        case timeStamps
        /// All its values are the same.
        case constant
        /// All its texts differ.
        case allDiffer
        /// It has no values.
        case empty
        /// It is the only one with words.
        case onlyWords
        /// It has whole numbers that come back.
        case wholeNumbers
        /// It is as long as the sequences.
        case asLong
        /// Its rows are each a single 1 among zeros.
        case oneHot
        /// Names of labels stand in it, with this between them.
        case separated(by: Character)
        /// It has no meaning that is known.
        case unknown
        /// There is no other role for it.
        case none
    }

    /// Columns, by their names, that have a role for the same reason.
    case columns([String], Role, Reason)
    /// Numbers are read with a comma before their fraction.
    case decimalComma
    /// This was taken away from the numbers of a column before they became those of single precision, which would have kept few of their digits.
    case base(String, Double)
    /// From one row to the next it is not always the same time, in seconds; months and years that follow each other are no matter.
    case irregularSteps(shortest: Double, longest: Double)
    /// Nothing is known to be predicted but the next step.
    case nextStepPredicted
    /// Time stamps in the file were left out, since none of them is a date.
    case timesLeftOut
    /// Time stamps in the file are those of the steps, for pictures alone.
    case timesShown
    /// Some words have no tag; the mark that stands there is a tag of its own.
    case untagged(words: Int, mark: String)
    /// Recordings of this sample rate became log-mel features.
    case logMel(rate: Int, LogMelOptions)
    /// So many recordings have several channels, which were averaged.
    case channelsAveraged(files: Int)
    /// Words that were seen so often, lower-cased, or characters, are known; others are the unknown symbol.
    case vocabulary(DocumentOptions, known: Int)
    /// Folders that are no classes: their names begin with `_`, or there are no files in them that are read.
    case foldersLeftOut([String], isEmpty: Bool)
    /// So many files in folders of classes do not have this ending.
    case filesLeftOut(Int, example: String, ending: String)
    /// Lists in the folder say which files are held back.
    case listedParts(validation: Int, test: Int)
}
