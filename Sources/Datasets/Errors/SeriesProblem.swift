extension DataError {
    /// The problem of a .ts file.
    public enum TimeSeriesProblem: Sendable, Equatable {
        case noDataLine
        case noHeaderLine
        /// A value that should be a pair of a time and a value.
        case noPair(found: String)
        /// The header is that of an ARFF or a TSF file.
        case isRelation
        case noDimensions
        case repeatedClass(String)
        /// The header declares neither classes nor target values.
        case noTarget
        case noSeries(isClassified: Bool)
        case dimensions(found: Int, expected: Int)
        /// The dimension with this number, from 1, has fewer or more values than those before.
        case length(dimension: Int, found: Int, expected: Int)
        case unknownClass(String, expected: [String])
        case dimensionMissing
        case empty
        case dimensionsUnlikeTraining(found: Int, training: String, expected: Int)
        /// One of the two files has classes, and the other has target values.
        case targetsUnlikeTraining
    }

    /// The problem of an ARFF or TSF file.
    public enum RelationProblem: Sendable, Equatable {
        case noDataLine
        case noHeaderLine(found: String)
        case noAttribute(found: String)
        /// Attributes of this type are not supported.
        case type(String)
        /// A row in braces is sparse: it lists only its non-zero values.
        case isSparse
        case cells(found: Int, expected: Int)
        case openQuote
        case empty
        /// No attribute is numeric.
        case noNumbers
        /// Several attributes have classes.
        case severalClasses([String])
        /// Several attributes have series.
        case severalSeries([String])
        /// A line of a TSF file has this many parts between colons, but the header declares `expected`.
        case parts(found: Int, expected: Int)
        /// The two files have different attributes.
        case unlikeTraining
    }

    /// The problem of a CoNLL-U file, or of another file with one word per line.
    public enum ConllUProblem: Sendable, Equatable {
        case noSentences
        case columns(found: Int)
        case noWordNumber(found: String)
        case noWord
        case noTag
        /// A word has no tag in the requested column.
        case noTagIn(column: String)
        /// No word of the file has a tag in the column; these other columns have some.
        case emptyColumn(String, filled: [String])
        case noColumn(String, columns: Int)
        /// The number of columns in a line differs from that of the lines before.
        case unevenColumns(found: Int, expected: Int)
        case unknownTag(String, expected: [String])
    }

    /// The problem of a file of handwritten letters.
    public enum LettersProblem: Sendable, Equatable {
        /// Columns of integers.
        public enum Column: Sendable, Equatable {
            case next, word, fold
        }

        case noLetters
        /// The fold does not occur, or contains all words.
        case fold(Int, folds: [Int])
        case fields(found: Int)
        case notALetter(found: String)
        case notAnInteger(Column, found: String)
        case notAPixel(found: String)
    }
}
