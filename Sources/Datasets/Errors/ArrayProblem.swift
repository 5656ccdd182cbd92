extension DataError {
    /// The problem of an IDX file, the format of MNIST.
    public enum IDXProblem: Sendable, Equatable {
        /// The file starts with these bytes, up to four.
        case notIDX(start: [UInt8])
        /// The file is of another format.
        case isOther(DataFile.Format)
        case noSize(axis: Int, of: Int)
        case implausible(shape: [Int])
        case cutOff(shape: [Int], type: NumberType, bytes: Int, found: Int)
        case tooLong(by: Int, shape: [Int], type: NumberType)
        /// Arrays of this shape are not sequences.
        case noSequences(shape: [Int], type: NumberType)
        case notImages(shape: [Int])
        case emptyImages(shape: [Int])
        case noImages
        /// Only one of two image files has labels; there are none beside this one.
        case noLabels(beside: String)
        /// The number at this index, from 1, is infinite or NaN.
        case notFinite(Int)
        case notLabels(shape: [Int])
        /// The label at this index, from 1, is not a class.
        case label(Int, value: Float, classes: Int)
    }

    /// The problem of a folder of MNIST files.
    public enum MNISTProblem: Sendable, Equatable {
        /// The two files of a set.
        public enum Part: Sendable, Equatable {
            case images, labels
        }

        case noFolder
        case isFile
        case noFiles
        /// The folder contains several data sets; these are the prefixes of their file names.
        case severalSets([String])
        case noSet(String, found: [String])
        /// Images of the training and the test set have different numbers of columns.
        case widths(train: Int, test: Int)
        /// One of the files of `set`, "train" or "t10k", is missing.
        case missing(Part, set: String)
        case counts(labels: Int, images: Int, of: String)
    }

    /// The problem of a NumPy array.
    public enum NumPyProblem: Sendable, Equatable {
        case notNumPy
        case version(UInt8)
        case headerCutOff
        case brokenHeader(String)
        case type(String)
        /// The array has records with these fields.
        case isStructured(fields: [String])
        /// The array holds pickled Python objects, which are not unpickled.
        case isPickled
        /// The array holds texts where numbers are needed.
        case isText
        case implausible(shape: [Int])
        /// `type` is nil for texts.
        case size(shape: [Int], type: NumberType?, bytes: Int, found: Int)
        /// An archive lacks x; these are the names of the arrays that it has.
        case noArrays(found: [String], file: String)
        /// An archive lacks the requested array.
        case noArray(String, found: [String])
        case features(train: Int, test: Int)
    }

    /// The problem of x, y and lengths as sequences.
    public enum ArraysProblem: Sendable, Equatable {
        /// The arrays that make up sequences.
        public enum Name: String, Sendable, Equatable {
            case x, y
        }

        case axes(shape: [Int])
        case empty(Name, shape: [Int])
        /// A number is infinite, or NaN where a gap cannot be filled.
        case notFinite(Name, ArrayPlace)
        /// A number is missing (NaN), and missing values are refused.
        case missing(Name, ArrayPlace)
        /// All values of a feature are missing in a sequence; `feature` is nil if all features are. Counted from 1.
        case allMissing(sequence: Int, feature: Int?)
        /// One-hot rows are ambiguous: they may be the classes of the sequences, or zeros and ones at the steps.
        case oneHotOrSteps(steps: Int)
        /// The row of y for this sequence, from 1, is not one-hot.
        case notOneHot(sequence: Int)
        /// Labels at each step were requested, but y has the wrong shape.
        case noStepLabels(shape: [Int], steps: Int)
        /// Several labels for each sequence were requested, but y does not have a row of zeros and ones for each.
        case notLabels(shape: [Int])
        /// Values were requested, but y holds texts.
        case textsAreNoValues
        case sequences(shape: [Int], expected: Int)
        case targetShape([Int], steps: Int)
        case lengthsShape([Int], sequences: Int)
        /// The length at this index, from 1, is not possible.
        case length(Int, value: Float, longest: Int)
        case weightsShape([Int], sequences: Int)
        /// The weight at this index, from 1, is negative or not finite.
        case weight(Int, value: Float)
        /// All sequences, or all steps, have weight 0.
        case noWeights
        case stepWeightsShape([Int], sequences: Int, steps: Int)
        /// The weight of a step is negative or not finite.
        case stepWeight(ArrayPlace, value: Float)
        /// Steps have weights, but there is no prediction at each step.
        case stepWeightsWithoutStepTargets
        /// Some targets belong to sequences and others to steps.
        case mixedTargets([String])
        /// Label sequences must have the shape [labels] or [sequences, longest].
        case labelsShape([Int], sequences: Int)
        /// Concatenated label sequences lack the number of labels of each sequence.
        case noLabelLengths(String)
        case labelLengthsShape([Int], sequences: Int)
        /// The number of labels at this index, from 1, is not possible; `most` is the greatest possible one.
        case labelLength(Int, value: Float, most: Int)
        /// The numbers of labels do not add up to the number of all labels.
        case labelCount(sum: Int, labels: Int)
        /// There are more labels, including the blanks between equal neighbours, than steps; sequences are counted from 1.
        case tooManyLabels(Int, repeats: Int, sequence: Int, steps: Int)
        case tooManyClasses(Name, greatest: Int, limit: Int)
        /// The number at this index, from 1, is not a class.
        case notAClass(Name, Int, value: Float)
    }

    /// The place of a number in an array of sequences, counted from 1; the step is nil if each sequence has one target.
    public struct ArrayPlace: Sendable, Equatable {
        /// The sequence.
        public var sequence: Int
        /// The step in the sequence.
        public var step: Int?
        /// The feature in the step.
        public var feature: Int

        /// A place in an array.
        public init(sequence: Int, step: Int?, feature: Int) {
            self.sequence = sequence
            self.step = step
            self.feature = feature
        }
    }
}
