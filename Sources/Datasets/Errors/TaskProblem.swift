extension DataError {
    /// Why a built-in task cannot be generated with this size.
    public enum TaskProblem: Sendable, Equatable {
        /// A size that is at least 1.
        case tooSmall(task: String, parameter: String, value: Int)
        /// A size with both bounds.
        case outside(task: String, parameter: String, value: Int, most: Int)
        case lengths(task: String, ClosedRange<Int>, least: Int, most: Int)
        case negative(task: String, parameter: String, value: Int)
        /// More sequences of this many numbers than memory should hold.
        case tooMany(task: String, parameter: String, value: Int, numbers: Int, most: Int)
        /// Neither training nor test sequences are asked for.
        case nothing(task: String)
    }

    /// Why an operation cannot be done with a dataset; `data` is its name.
    public enum OperationProblem: Sendable, Equatable {
        /// What a split counts.
        public enum SplitUnit: Sendable, Equatable {
            case sequences, steps, windows
        }

        /// No sequence has a length in the range; `found` is what lengths there are, nil without sequences.
        case noLength(data: String, ClosedRange<Int>, found: ClosedRange<Int>?)
        /// Only classes have weights.
        case noClasses(data: String)
        case oneSequence(data: String)
        case fraction(Double)
        case emptyPart(data: String, fraction: Double, count: Int, SplitUnit)
        /// Shares of a split that are none, or are not 1 together.
        case shares([Double])
        /// A part of a split into three would be empty.
        case emptyShare(data: String, [Double], count: Int, SplitUnit)
        /// Windows of one series overlap, so that they cannot be mixed.
        case mixedWindows(data: String)
        /// Each sequence has one target, so that it cannot be split by time.
        case noTime(data: String)
        /// Later steps would tell about earlier ones.
        case foldsInTime(data: String)
        case folds(data: String, Int, sequences: Int)
        case rolling(data: String, Int, isWindowed: Bool)
        /// Nobody knows which labels are those of a window.
        case cutsLabels(data: String)
        case windowsAlready(data: String)
        /// The targets are no later values.
        case noHorizon(data: String)
        /// Symbols cannot be changed a little.
        case symbolsDoNotChange(data: String)
        /// Values that are predicted would be other ones on another scale.
        case scalesTargets(data: String)
        /// What is to be predicted has its place in time.
        case shiftsTargets(data: String)
        /// All values that windows would predict are missing.
        case noTargets(data: String)
        /// What counts from the end of a window are the values after it.
        case relativeWithoutHorizon(data: String)
        /// A window and what it predicts take more steps than there are.
        case windowTooLong(data: String, steps: Int, longest: Int)
        /// More windows of this many numbers than memory should hold.
        case tooManyWindows(data: String, windows: Int, numbers: Int, most: Int)
        case noData(data: String)
        case symbolsHaveNoMean(data: String)
        case noSteps(data: String)
        case features(data: String, train: Int, test: Int)
    }
}
