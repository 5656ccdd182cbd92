import Datasets
import TextFormatting

extension DataError.JSONProblem {
    var sentence: String {
        switch self {
        case .textAfterValue: "Expected the end of the line after the value."
        case .nestedTooDeeply: "The lists are nested too deeply."
        case .endOfLine: "Expected a value; found the end of the line."
        case .noValue: "Expected a JSON value."
        case .noKey: "Expected a key in double quotes."
        case .noColon(let key): "Expected a colon after the key \(DataWords.quoted(key))."
        case .repeatedKey(let key): "The key \(DataWords.quoted(key)) occurs twice."
        case .noCommaInObject: "Expected a comma or } after a member of the object."
        case .noCommaInList: "Expected a comma or ] after an element of the list."
        case .notANumber(let found): "Expected a number, found \(found.shortened())."
        case .notUTF8: "This string is not UTF-8."
        case .openString: "The string that opens here is never closed."
        case .openEscape: "The line ends within an escape."
        case .unknownEscape: "There is no such escape."
        case .noHexadecimal: "Expected four hexadecimal digits after \\u."
        case .halfCharacter: "This escape is half a character."
        }
    }
}

extension DataError.JSONKind {
    fileprivate var words: String {
        switch self {
        case .null: "null"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension DataError.JSONLinesProblem {
    var sentence: String {
        switch self {
        case .noSequences: "There are no sequences in the file."
        case .notAnObject(let found): "Expected an object with the keys \"x\" and \"y\", found \(found.words)."
        case .noInput: "The object lacks the key \"x\" with the steps of the sequence."
        case .emptyText: "The text is empty."
        case .noSteps(let found): "Expected a list of steps that is not empty, found \(found.words)."
        case .notAString(let found): "Expected a string like the steps before, found \(found.words)."
        case .notANumber(let found): "Expected a number, found \(found.words)."
        case .numberTooLarge: "The number is too large."
        case .infinite: "Infinite values are not read. Write null if the value is missing, or a finite number."
        case .unknownTargets(let keys):
            "There are lists as long as the sequence under unknown keys: \(DataWords.some(keys)). Name the one to predict, with "
                + keys.prefix(3).map { "y: \"\($0.shortened())\"" }.joined(separator: " or ")
                + ", or that none is, with ignore: [\(keys.prefix(12).map { "\"\($0.shortened())\"" }.joined(separator: ", "))]."
        case .noStepLabels: "There is one target for the whole sequence; labels need a list with one per step."
        case .noKey(let key, let found): "The object has no key \(DataWords.quoted(key)); it has \(DataWords.some(found))."
        case .notAWeight: "Expected a weight of 0 or more."
        case .noWeights: "All weights are 0, so nothing would count."
        case .stepWeights(let steps): "Expected a list of \(Figures.count(steps, "weight")), one for each step."
        case .stepWeightsWithoutStepTargets:
            "Steps have weights, but there is only one target per sequence. Leave out step_weights; weights gives each sequence a weight."
        case .features(let found, let expected): "The step has \(found) features; expected \(expected)."
        case .stepKind(let expectsStrings): "Expected \(expectsStrings ? "strings" : "numbers"), as in the sequences before."
        case .featureMissing(let feature): "All values of feature \(feature) are missing."
        case .targetPlace: "The target is not of the same kind as those before: a single one, a list with one per step, or none."
        case .labelsOfStep:
            "A step has a list of labels, but can have only one class. Give the whole sequence its labels, with target: multilabel, or "
                + "each step a 0 or 1 for each label, with target: values."
        case .targets(let found, let steps):
            "There are \(found) targets for \(steps) steps. If they are labels of the whole sequence, write target: multilabel."
        case .targetsOrValues(let found, let steps):
            "There are \(found) targets for \(steps) steps. If they are numbers to predict for the whole sequence, write target: values."
        case .target(let found): "Expected a class or a number as target, found \(found.words)."
        case .targetWidth(let found, let expected):
            "The target has \(Figures.count(found, "value")); expected \(Figures.grouped(expected)), as before."
        case .vectorsAreValues:
            "Several numbers per step are a class only if one is 1 and the others are 0. Write target: values to predict them as values."
        case .unlikeTraining(let width, let training):
            "The steps \(width.map { "have \($0) features" } ?? "are strings"); in the training file they "
                + "\(training.map { "have \($0)" } ?? "are strings")."
        case .targetsUnlikeTraining: "The targets are not of the same kind as in the training file."
        case .targetsAreNames: "Some targets are names; expected numbers."
        }
    }
}
