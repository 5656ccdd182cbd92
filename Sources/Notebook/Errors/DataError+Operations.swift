import Datasets
import TextFormatting

extension DataError.TaskProblem {
    var sentence: String {
        switch self {
        case .tooSmall(let task, let parameter, let value): "\(task): \(parameter) is \(value); expected 1 step or more."
        case .outside(let task, let parameter, let value, let most): "\(task): \(parameter) is \(value); expected 1 to \(most)."
        case .lengths(let task, let lengths, let least, let most):
            "\(task): lengths are \(lengths.lowerBound) to \(lengths.upperBound); expected steps from \(least) to \(most)."
        case .negative(let task, let parameter, let value): "\(task): \(parameter) is \(value); expected 0 or more sequences."
        case .tooMany(let task, let parameter, let value, let numbers, let most):
            "\(task): \(parameter) is \(value) sequences of \(numbers) numbers, more than memory should hold. Ask for at most \(most)."
        case .nothing(let task): "\(task): train and test are both 0. Ask for at least one sequence."
        }
    }
}

extension DataError.OperationProblem {
    var sentence: String {
        switch self {
        case .noLength(let data, let lengths, let found):
            "\(data): no sequence has \(lengths.lowerBound) to \(lengths.upperBound) steps; "
                + (found.map { "they have \($0.lowerBound) to \($0.upperBound)." } ?? "there are none at all.")
        case .noClasses(let data): "\(data): the targets are values; only classes have weights."
        case .oneSequence(let data):
            "\(data): there is only one sequence with one target; nothing is left to test on after a split."
        case .fraction(let fraction): "split(\(fraction)): expected a fraction more than 0 and less than 1, such as 0.8."
        case .emptyPart(let data, let fraction, let count, let unit):
            "\(data): split(\(fraction)) of \(count) \(Self.words(unit)) leaves one part empty. "
                + "Choose a fraction closer to a half."
        case .shares(let shares):
            "split(\(Self.list(shares))): expected shares of the data that are more than 0 and 1 together, such as 0.7, 0.15, 0.15."
        case .emptyShare(let data, let shares, let count, let unit):
            "\(data): split(\(Self.list(shares))) of \(Self.count(count, unit)) leaves one part empty. Choose more even shares, or read more data."
        case .mixedWindows(let data):
            "\(data): windows of one series overlap, so shuffling them would show the training part what is tested. Leave out seed: "
                + "they are split by time."
        case .noTime(let data):
            "\(data): each sequence has one target, so it cannot be split by time. Split by sequences, or cut them into windows first."
        case .foldsInTime(let data):
            "\(data): folds of steps in time would learn from the future. Use .rolling(5), or give more sequences."
        case .folds(let data, let folds, let sequences):
            "\(data): folds(\(folds)) of \(Self.count(sequences, .sequences)); expected 2 folds or more, and a sequence for each."
        case .rolling(let data, let parts, let isWindowed):
            "\(data): rolling(\(parts)) leaves a part empty. Ask for fewer parts\(isWindowed ? ", or cut shorter windows" : "")."
        case .cutsLabels(let data):
            "\(data): the steps of the labels are unknown, so a window would not know its own. Sequences are read whole."
        case .windowsAlready(let data): "\(data) is already cut into windows. Cut the series that they come from."
        case .noHorizon(let data):
            "\(data): only data whose next step is to be predicted can have a horizon. Leave it out, or read the file without labels."
        case .symbolsDoNotChange(let data):
            "\(data): the inputs are symbols, which cannot be changed slightly. Only features can be augmented."
        case .scalesTargets(let data):
            "\(data): values are predicted, and a different scale of the inputs would change them. Leave out scale; noise and mask "
                + "change only the inputs."
        case .shiftsTargets(let data):
            "\(data): the targets have their place in time, which a shift would change. Leave out shift; it is for sequences with one "
                + "class."
        case .noTargets(let data): "\(data): no window is followed by a value to predict; all are missing."
        case .relativeWithoutHorizon(let data):
            "\(data): relative windows count values to come from their last step. Say how many, with horizon: 1 or more, on data whose "
                + "next step is to be predicted."
        case .windowTooLong(let data, let steps, let longest):
            "\(data): a window and what it predicts take \(Self.count(steps, .steps)), but the longest sequence has \(Figures.grouped(longest))."
        case .tooManyWindows(let data, let windows, let numbers, let most):
            "\(data): \(Self.count(windows, .windows)) of \(Figures.grouped(numbers)) numbers are more than memory should hold, "
                + "\(Figures.grouped(most)) in all. Choose a larger stride, or shorter windows."
        case .noData(let data): "\(data): there is no data to split."
        case .symbolsHaveNoMean(let data):
            "\(data): the inputs are symbols, which have no mean. Only features can be standardized."
        case .noSteps(let data): "\(data): there are no steps to take the mean of."
        case .features(let data, let train, let test): "\(data): train has \(train) features, test has \(test)."
        }
    }

    private static func list(_ shares: [Double]) -> String { shares.map { Figures.plain($0) }.joined(separator: ", ") }

    private static func words(_ unit: SplitUnit) -> String {
        switch unit {
        case .sequences: "sequences"
        case .steps: "steps"
        case .windows: "windows"
        }
    }

    private static func count(_ count: Int, _ unit: SplitUnit) -> String {
        Figures.grouped(count) + " " + (count == 1 ? String(words(unit).dropLast()) : words(unit))
    }
}
