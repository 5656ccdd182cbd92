extension DataError {
    /// Why a built-in task cannot be generated with this size.
    public enum TaskProblem: Sendable, Equatable {
        /// A size that must be at least 1 is smaller.
        case tooSmall(task: String, parameter: String, value: Int)
        /// A size is outside its bounds.
        case outside(task: String, parameter: String, value: Int, most: Int)
        case lengths(task: String, ClosedRange<Int>, least: Int, most: Int)
        case negative(task: String, parameter: String, value: Int)
        /// More sequences of this many numbers were requested than should be in memory.
        case tooMany(task: String, parameter: String, value: Int, numbers: Int, most: Int)
        /// Neither training nor test sequences were requested.
        case nothing(task: String)
    }

    /// Why an operation is not possible on a dataset; `data` is its name.
    public enum OperationProblem: Sendable, Equatable {
        /// The unit in which a split counts.
        public enum SplitUnit: Sendable, Equatable {
            case sequences, steps, windows
        }

        /// No sequence has a length in the range; `found` is the range of lengths, nil if there are no sequences.
        case noLength(data: String, ClosedRange<Int>, found: ClosedRange<Int>?)
        /// Only classes have weights.
        case noClasses(data: String)
        case oneSequence(data: String)
        case fraction(Double)
        case emptyPart(data: String, fraction: Double, count: Int, SplitUnit)
        /// The shares of a split are invalid, or do not add up to 1.
        case shares([Double])
        /// A part of a split into three would be empty.
        case emptyShare(data: String, [Double], count: Int, SplitUnit)
        /// Windows of one series overlap, so they cannot be shuffled.
        case mixedWindows(data: String)
        /// Each sequence has one target, so the data cannot be split by time.
        case noTime(data: String)
        /// Later steps would reveal earlier ones.
        case foldsInTime(data: String)
        case folds(data: String, Int, sequences: Int)
        case rolling(data: String, Int, isWindowed: Bool)
        /// It is unknown which labels belong to a window.
        case cutsLabels(data: String)
        case windowsAlready(data: String)
        /// The targets are not later values.
        case noHorizon(data: String)
        /// Symbols cannot be augmented.
        case symbolsDoNotChange(data: String)
        /// Scaling would change the predicted values.
        case scalesTargets(data: String)
        /// A shift would move steps away from their targets.
        case shiftsTargets(data: String)
        /// All values that windows would predict are missing.
        case noTargets(data: String)
        /// Only future values can be relative to the end of a window, so a horizon is needed.
        case relativeWithoutHorizon(data: String)
        /// A window with its horizon is longer than all sequences.
        case windowTooLong(data: String, steps: Int, longest: Int)
        /// More windows of this many numbers were requested than should be in memory.
        case tooManyWindows(data: String, windows: Int, numbers: Int, most: Int)
        case noData(data: String)
        case symbolsHaveNoMean(data: String)
        case noSteps(data: String)
        case features(data: String, train: Int, test: Int)
    }
}
