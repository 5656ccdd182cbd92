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
        /// Images of the training and the test set have different numbers of columns.
        case widths(train: Int, test: Int)
        /// One of the files of `set`, "train" or "t10k", is missing.
        case missing(Part, set: String)
        case counts(labels: Int, images: Int, of: String)
    }

    /// What is wrong with an array of NumPy.
    public enum NumPyProblem: Sendable, Equatable {
        case notNumPy
        case version(UInt8)
        case headerCutOff
        case brokenHeader(String)
        case type(String)
        case isFortranOrder
        case implausible(shape: [Int])
        case size(shape: [Int], type: NumberType, bytes: Int, found: Int)
        /// An archive lacks x; these are the names of what it has.
        case noArrays(found: [String])
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
        /// The number at this place, from 1, is infinite or not a number.
        case notFinite(Name, Int)
        case sequences(shape: [Int], expected: Int)
        case targetShape([Int], steps: Int)
        case lengthsShape([Int], sequences: Int)
        /// The length at this place, from 1.
        case length(Int, value: Float, longest: Int)
        case tooManyClasses(Name, greatest: Int, limit: Int)
        /// The number at this place, from 1, is no class.
        case notAClass(Name, Int, value: Float)
    }
}
