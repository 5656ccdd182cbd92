extension DataError {
    /// What is wrong with a .ts file.
    public enum TimeSeriesProblem: Sendable, Equatable {
        case noDataLine
        case noHeaderLine
        /// A value that should be a pair of a time and a value.
        case noPair(found: String)
        /// The header is that of an ARFF or a TSF file.
        case isRelation
        case noDimensions
        case repeatedClass(String)
        /// The header names neither classes nor target values.
        case noTarget
        case noSeries(isClassified: Bool)
        case dimensions(found: Int, expected: Int)
        /// The dimension of this number, from 1, has fewer or more values than those before.
        case length(dimension: Int, found: Int, expected: Int)
        case unknownClass(String, expected: [String])
        case dimensionMissing
        case empty
        case dimensionsUnlikeTraining(found: Int, training: String, expected: Int)
        /// One of the two files has classes, the other target values.
        case targetsUnlikeTraining
    }

    /// What is wrong with an ARFF file, or a TSF file.
    public enum RelationProblem: Sendable, Equatable {
        case noDataLine
        case noHeaderLine(found: String)
        case noAttribute(found: String)
        /// Attributes of this type are not read.
        case type(String)
        /// A row in braces has only what is not 0.
        case isSparse
        case cells(found: Int, expected: Int)
        case openQuote
        case empty
        /// None of the attributes is a number.
        case noNumbers
        /// Several attributes have classes.
        case severalClasses([String])
        /// Several attributes have series.
        case severalSeries([String])
        /// A line of a TSF file has this many parts between colons, where the header has attributes for so many.
        case parts(found: Int, expected: Int)
        /// One of the two files has other attributes than the other.
        case unlikeTraining
    }

    /// What is wrong with a CoNLL-U file, or another with one word per line.
    public enum ConllUProblem: Sendable, Equatable {
        case noSentences
        case columns(found: Int)
        case noWordNumber(found: String)
        case noWord
        case noTag
        /// A word has no tag in the column that is asked for.
        case noTagIn(column: String)
        /// No word of the file has a tag in the column; these other columns have some.
        case emptyColumn(String, filled: [String])
        case noColumn(String, columns: Int)
        /// A line has another number of columns than the lines before.
        case unevenColumns(found: Int, expected: Int)
        case unknownTag(String, expected: [String])
    }

    /// What is wrong with a file of handwritten letters.
    public enum LettersProblem: Sendable, Equatable {
        /// Columns that hold whole numbers.
        public enum Column: Sendable, Equatable {
            case next, word, fold
        }

        case noLetters
        /// The fold is not in the file, or is all of it.
        case fold(Int, folds: [Int])
        case fields(found: Int)
        case notALetter(found: String)
        case notAnInteger(Column, found: String)
        case notAPixel(found: String)
    }
}
