extension DataError {
    /// The kinds of JSON values.
    public enum JSONKind: Sendable, Equatable {
        case null, boolean, number, string, list, object
    }

    /// Why a line is not a JSON value.
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
        /// An escape represents only half of a surrogate pair.
        case halfCharacter
    }

    /// The problem of a line of JSON that should be a sequence.
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
        /// There is no target, but these keys of unknown meaning hold lists as long as the sequence.
        case unknownTargets(keys: [String])
        /// Labels at each step were requested, but the target is a single one.
        case noStepLabels
        /// The object lacks a requested key.
        case noKey(String, found: [String])
        /// A weight is null or negative.
        case notAWeight
        /// All sequences have weight 0.
        case noWeights
        /// The weights of steps must be a list with one weight for each of this many steps.
        case stepWeights(steps: Int)
        /// Steps have weights, but there is no prediction at each step.
        case stepWeightsWithoutStepTargets
        case features(found: Int, expected: Int)
        /// A file mixes sequences of strings and of numbers.
        case stepKind(expectsStrings: Bool)
        /// All values of the feature with this number, from 1, are missing.
        case featureMissing(Int)
        case targetPlace
        /// A step has a list of names, or of values that may be names.
        case labelsOfStep
        case targets(found: Int, steps: Int)
        /// Like `targets`, if the numbers may be values of the whole sequence.
        case targetsOrValues(found: Int, steps: Int)
        case target(found: JSONKind)
        /// The number of target values differs from that of earlier targets.
        case targetWidth(found: Int, expected: Int)
        /// Classes are expected, but a step has several numbers that are not one-hot.
        case vectorsAreValues
        /// The widths of the steps in this file and in the training file differ; nil for strings.
        case unlikeTraining(width: Int?, training: Int?)
        case targetsUnlikeTraining
        case targetsAreNames
    }
}
