extension DataError {
    /// What is wrong with an IDX file, the format of MNIST.
    public enum IDXProblem: Sendable, Equatable {
        /// The file starts with these bytes, up to four.
        case notIDX(start: [UInt8])
        /// The file is of another format.
        case isOther(DataFile.Format)
        case noSize(axis: Int, of: Int)
        case implausible(shape: [Int])
        case cutOff(shape: [Int], type: NumberType, bytes: Int, found: Int)
        case tooLong(by: Int, shape: [Int], type: NumberType)
        /// Arrays of this shape are no sequences.
        case noSequences(shape: [Int], type: NumberType)
        case notImages(shape: [Int])
        case emptyImages(shape: [Int])
        case noImages
        /// Of two files of images only one has labels; there are none beside this one.
        case noLabels(beside: String)
        /// The number at this place, from 1, is infinite or not a number.
        case notFinite(Int)
        case notLabels(shape: [Int])
        /// The label at this place, from 1.
        case label(Int, value: Float, classes: Int)
    }

    /// What is wrong with a folder of MNIST's files.
    public enum MNISTProblem: Sendable, Equatable {
        /// The two files of a set.
        public enum Part: Sendable, Equatable {
            case images, labels
        }

        case noFolder
        case isFile
        case noFiles
        /// Several data sets lie in one folder; these are the beginnings of their files' names.
        case severalSets([String])
        case noSet(String, found: [String])
        /// Images of the training and the test set have different numbers of columns.
        case widths(train: Int, test: Int)
        /// One of the files of `set`, "train" or "t10k", is missing.
        case missing(Part, set: String)
        case counts(labels: Int, images: Int, of: String)
    }

    /// What is wrong with a NumPy array.
    public enum NumPyProblem: Sendable, Equatable {
        case notNumPy
        case version(UInt8)
        case headerCutOff
        case brokenHeader(String)
        case type(String)
        /// Records with these fields.
        case isStructured(fields: [String])
        /// Objects of Python, which only Python unpacks.
        case isPickled
        /// Texts, where numbers are needed.
        case isText
        case implausible(shape: [Int])
        /// `type` is nil for texts.
        case size(shape: [Int], type: NumberType?, bytes: Int, found: Int)
        /// An archive lacks x; these are the names of what it has.
        case noArrays(found: [String], file: String)
        /// An archive lacks the array that is asked for.
        case noArray(String, found: [String])
        case features(train: Int, test: Int)
    }

    /// What is wrong with x, y and lengths as sequences.
    public enum ArraysProblem: Sendable, Equatable {
        /// The arrays that make up sequences.
        public enum Name: String, Sendable, Equatable {
            case x, y
        }

        case axes(shape: [Int])
        case empty(Name, shape: [Int])
        /// A number is infinite, or not a number where no gap can be filled.
        case notFinite(Name, ArrayPlace)
        /// A number is missing (NaN), where missing values are refused.
        case missing(Name, ArrayPlace)
        /// All values of a feature of a sequence are missing; `feature` is nil where those of all features are. Counted from 1.
        case allMissing(sequence: Int, feature: Int?)
        /// Rows of zeros with one 1 may be classes of the sequences, or zeros and ones at the steps.
        case oneHotOrSteps(steps: Int)
        /// The row of y of this sequence, from 1, is not a single 1 among zeros.
        case notOneHot(sequence: Int)
        /// Labels at each step are asked for, and y has no such shape.
        case noStepLabels(shape: [Int], steps: Int)
        /// Several labels a sequence are asked for, and y has no row of zeros and ones for each.
        case notLabels(shape: [Int])
        /// Values are asked for, and y holds texts.
        case textsAreNoValues
        case sequences(shape: [Int], expected: Int)
        case targetShape([Int], steps: Int)
        case lengthsShape([Int], sequences: Int)
        /// The length at this place, from 1.
        case length(Int, value: Float, longest: Int)
        case weightsShape([Int], sequences: Int)
        /// The weight at this place, from 1, is below 0 or not finite.
        case weight(Int, value: Float)
        /// All sequences, or all steps, have the weight 0.
        case noWeights
        case stepWeightsShape([Int], sequences: Int, steps: Int)
        /// The weight of a step is below 0 or not finite.
        case stepWeight(ArrayPlace, value: Float)
        /// Steps have weights, and nothing is predicted at each of them.
        case stepWeightsWithoutStepTargets
        /// Some targets are those of sequences, others those of steps.
        case mixedTargets([String])
        /// Labels in their order have no shape of theirs: [labels] or [sequences, longest].
        case labelsShape([Int], sequences: Int)
        /// Of labels one after another it is not said how many each sequence has.
        case noLabelLengths(String)
        case labelLengthsShape([Int], sequences: Int)
        /// The number of labels at this place, from 1; `most` is how many there can be.
        case labelLength(Int, value: Float, most: Int)
        /// The numbers of labels come to another sum than there are labels.
        case labelCount(sum: Int, labels: Int)
        /// More labels, and blanks between those that are alike, than steps; sequences are counted from 1.
        case tooManyLabels(Int, repeats: Int, sequence: Int, steps: Int)
        case tooManyClasses(Name, greatest: Int, limit: Int)
        /// The number at this place, from 1, is no class.
        case notAClass(Name, Int, value: Float)
    }

    /// Where a number stands in an array of sequences, each counted from 1; the step is nil where there is one target a sequence.
    public struct ArrayPlace: Sendable, Equatable {
        /// Which sequence.
        public var sequence: Int
        /// Which step of it.
        public var step: Int?
        /// Which number of the step.
        public var feature: Int

        /// A place in an array.
        public init(sequence: Int, step: Int?, feature: Int) {
            self.sequence = sequence
            self.step = step
            self.feature = feature
        }
    }
}
