extension DataError {
    /// The kinds of values that JSON has.
    public enum JSONKind: Sendable, Equatable {
        case null, boolean, number, string, list, object
    }

    /// Why a line is no value of JSON.
    public enum JSONProblem: Sendable, Equatable {
        case textAfterValue
        case nestedTooDeeply
        case endOfLine
        case noValue
        case noKey
        case noColon(key: String)
        case repeatedKey(String)
        case noCommaInObject
        case noCommaInList
        case notANumber(found: String)
        case notUTF8
        case openString
        case openEscape
        case unknownEscape
        case noHexadecimal
        /// An escape stands for half of a character outside the first plane.
        case halfCharacter
    }

    /// What is wrong with a line of JSON that should be a sequence.
    public enum JSONLinesProblem: Sendable, Equatable {
        case noSequences
        case notAnObject(found: JSONKind)
        case noInput
        case emptyText
        case noSteps(found: JSONKind)
        case notAString(found: JSONKind)
        case notANumber(found: JSONKind)
        case numberTooLarge
        case infinite
        /// Lists as long as the sequence stand under keys that have no meaning, and no target is there.
        case unknownTargets(keys: [String])
        /// Labels at each step are asked for, and the target is a single one.
        case noStepLabels
        /// The object lacks a key that is asked for.
        case noKey(String, found: [String])
        /// A weight is null, or below 0.
        case notAWeight
        /// All sequences have the weight 0.
        case noWeights
        /// Weights of steps are a list with one for each of so many.
        case stepWeights(steps: Int)
        /// Steps have weights, and nothing is predicted at each of them.
        case stepWeightsWithoutStepTargets
        case features(found: Int, expected: Int)
        /// Sequences of strings and of numbers stand in one file.
        case stepKind(expectsStrings: Bool)
        /// All values of the feature of this number, from 1, are missing.
        case featureMissing(Int)
        case targetPlace
        /// A step has a list of names, or of what may be names.
        case labelsOfStep
        case targets(found: Int, steps: Int)
        /// As `targets`, where several numbers may be meant for the whole sequence.
        case targetsOrValues(found: Int, steps: Int)
        case target(found: JSONKind)
        /// The target has another number of values than those before.
        case targetWidth(found: Int, expected: Int)
        /// Classes are expected, and a step has several numbers that are not a single 1 among zeros.
        case vectorsAreValues
        /// Widths of the steps in this file and in the training file; nil for strings.
        case unlikeTraining(width: Int?, training: Int?)
        case targetsUnlikeTraining
        case targetsAreNames
    }
}
