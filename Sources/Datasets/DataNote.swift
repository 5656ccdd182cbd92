/// A decision that a reader made about a part of a file, and the reason: to be reported, so that a guess is never silent.
public enum DataNote: Sendable, Equatable {
    /// The role of a table's column, or of a key of JSON objects.
    public enum Role: Sendable, Equatable {
        /// A feature of each step.
        case feature
        /// The steps of a sequence.
        case steps
        /// Times of steps, which are not used as a feature.
        case timeSteps
        /// It identifies the sequence of each row.
        case sequence
        /// Classes, as the target.
        case classes
        /// Any number of labels, as the target.
        case labels
        /// Values, as the target.
        case values
        /// A feature whose next value is predicted.
        case predicted
        /// A feature that is known one step ahead.
        case known
        /// A time whose month, day, weekday or hour becomes features.
        case calendar
        /// The weight of a sequence.
        case weight
        /// The weight of a step.
        case stepWeight
        /// It is ignored.
        case ignored
    }

    /// The reason for a role.
    public enum Reason: Sendable, Equatable {
        /// It was requested.
        case asked
        /// Its name says so.
        case name
        /// It numbers the rows.
        case counts
        /// It has no name and its values are unique, like the index of a data frame.
        case index
        /// It holds times.
        case timeStamps
        /// All its values are the same.
        case constant
        /// All its texts differ.
        case allDiffer
        /// It has no values.
        case empty
        /// It is the only one that holds words.
        case onlyWords
        /// It holds integers that recur.
        case wholeNumbers
        /// It is as long as the sequences.
        case asLong
        /// Each of its rows is one-hot.
        case oneHot
        /// It holds names of labels, separated by this character.
        case separated(by: Character)
        /// Its meaning is unknown.
        case unknown
        /// No other role is possible.
        case none
    }

    /// Columns, by their names, that have a role for the same reason.
    case columns([String], Role, Reason)
    /// Numbers have decimal commas.
    case decimalComma
    /// This number was subtracted from a column before its numbers were rounded to single precision, which would have lost most of their
    /// digits.
    case base(String, Double)
    /// The time between rows varies, from `shortest` to `longest` seconds, by more than consecutive months and years do.
    case irregularSteps(shortest: Double, longest: Double)
    /// No target was found, so the next step is predicted.
    case nextStepPredicted
    /// The file's time stamps were ignored, since none of them is a date.
    case timesLeftOut
    /// The file's time stamps are those of the steps; they are used only in charts.
    case timesShown
    /// Some words have no tag; the mark in its place is a tag of its own.
    case untagged(words: Int, mark: String)
    /// Recordings of this sample rate became log-mel features.
    case logMel(rate: Int, LogMelOptions)
    /// This many recordings have several channels, which were averaged.
    case channelsAveraged(files: Int)
    /// The vocabulary: characters, or lower-cased words, that occur often enough; all others are the unknown symbol.
    case vocabulary(DocumentOptions, known: Int)
    /// Folders that are not classes: their names begin with `_`, or they contain no files of the kind.
    case foldersLeftOut([String], isEmpty: Bool)
    /// This many files in class folders do not have this extension.
    case filesLeftOut(Int, example: String, ending: String)
    /// Lists in the folder assign files to the validation and test parts.
    case listedParts(validation: Int, test: Int)
}
