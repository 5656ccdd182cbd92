import Datasets

extension DataError.TaskProblem {
    var sentence: String {
        switch self {
        case .tooSmall(let task, let parameter, let value): "\(task): \(parameter) is \(value); expected a number of steps from 1 on."
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
            "\(data): split(\(fraction)) of \(count) \(unit == .steps ? "steps" : "sequences") leaves one part empty. "
                + "Choose a fraction nearer to a half."
        case .noData(let data): "\(data): there is no data to split."
        case .symbolsHaveNoMean(let data):
            "\(data): the inputs are symbols, which have no mean. Only features can be standardized."
        case .noSteps(let data): "\(data): there are no steps to take the mean of."
        case .features(let data, let train, let test): "\(data): train has \(train) features, test has \(test)."
        }
    }
}
