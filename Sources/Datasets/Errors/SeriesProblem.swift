extension DataError {
    /// What is wrong with a .ts file.
    public enum TimeSeriesProblem: Sendable, Equatable {
        case noDataLine
        case noHeaderLine
        case hasTimeStamps
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

    /// What is wrong with a CoNLL-U file.
    public enum ConllUProblem: Sendable, Equatable {
        case noSentences
        case columns(found: Int)
        case noWordNumber(found: String)
        case noWord
        case noTag
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
