import Datasets

extension DataError.IDXProblem {
    var sentence: String {
        switch self {
        case .notIDX(let start):
            "This is no IDX file: it starts with the bytes "
                + (start.isEmpty ? "(none)" : start.map { String($0, radix: 16) }.joined(separator: " "))
                + "; expected 0 0, a type from 8 to e, and the number of axes."
        case .isOther(let format): "This is \(format.title), not IDX."
        case .noSize(let axis, let axes): "The header is cut off: the size of axis \(axis) of \(axes) is missing."
        case .implausible(let shape): "The header is implausible: it promises \(DataWords.sizes(shape)) numbers."
        case .cutOff(let shape, let type, let bytes, let found):
            "The file is cut off: its header promises \(DataWords.sizes(shape)) \(type.words), \(bytes) bytes; \(found) are there. "
                + "Download or copy the file again."
        case .tooLong(let count, let shape, let type):
            "The file has \(count) bytes more than its header promises (\(DataWords.sizes(shape)) \(type.words))."
        case .noSequences(let shape, let type):
            "The file holds \(DataWords.sizes(shape)) \(type.words), which are no sequences"
                + "\(shape.count == 1 ? "; they seem to be labels" : ""). "
                + "Load the folder that holds images and labels, with mnist(\"folder\")."
        case .notImages(let shape):
            "Expected images, 3 axes (images x rows x columns); the file has \(shape.count): \(DataWords.sizes(shape))."
        case .emptyImages(let shape): "The images are empty: \(DataWords.sizes(shape))."
        case .noImages: "The file has no images."
        case .notFinite(let place): "Number \(place) is not finite; expected finite numbers."
        case .notLabels(let shape): "Expected labels, 1 axis; the file has \(shape.count): \(DataWords.sizes(shape))."
        case .label(let place, let value, let classes):
            "Label \(place) is \(value); expected a whole number from 0 to \(classes - 1)."
        }
    }
}

extension DataError.MNISTProblem {
    private static let files =
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (each also as .gz)"

    var sentence: String {
        switch self {
        case .noFolder: "There is no such folder. Give the folder that holds \(Self.files)."
        case .isFile: "This is a file; expected the folder that holds \(Self.files)."
        case .noFiles: "The folder holds no MNIST files. Expected \(Self.files)."
        case .widths(let train, let test): "The training images are \(train) columns wide, the test images \(test)."
        case .missing(.images, let set): "\(set)-labels-idx1-ubyte is here, but \(set)-images-idx3-ubyte is missing."
        case .missing(.labels, let set): "\(set)-images-idx3-ubyte is here, but \(set)-labels-idx1-ubyte is missing."
        case .counts(let labels, let images, let file): "The file has \(labels) labels, but \(file) has \(images) images."
        }
    }
}

extension DataError.NumPyProblem {
    var sentence: String {
        switch self {
        case .notNumPy: "This is no NumPy array: it does not start with \\x93NUMPY and a version."
        case .version(let version): "The array is in version \(version) of the format; expected 1, 2 or 3."
        case .headerCutOff: "The header of the array is cut off."
        case .brokenHeader(let header):
            "The header of the array is broken; expected 'descr', 'fortran_order' and 'shape', found \(header.prefix(80))."
        case .type(let type):
            "The numbers are of type '\(type)'; expected one of f4, f8, i1, i2, i4, i8, u1 and b1. "
                + "Convert them, with array.astype(\"float32\")."
        case .isFortranOrder: "The array is in Fortran's order; expected C's. Save numpy.ascontiguousarray(array)."
        case .implausible(let shape): "The header is implausible: it promises an array of shape \(Self.tuple(shape))."
        case .size(let shape, let type, let bytes, let found):
            "The header promises \(Self.tuple(shape)) \(type.words), \(bytes) bytes; \(found) are there. Save or copy the file again."
        case .noArrays(let found):
            "The archive holds \(found.isEmpty ? "nothing" : found.prefix(10).joined(separator: ", ")); "
                + "expected arrays x, y and lengths, or x_train, y_train, x_test and y_test."
        case .features(let train, let test): "x_train has \(train) features, x_test has \(test)."
        }
    }

    /// As Python writes a shape.
    private static func tuple(_ shape: [Int]) -> String { "(" + shape.map(String.init).joined(separator: ", ") + ")" }
}

extension DataError.ArraysProblem {
    var sentence: String {
        switch self {
        case .axes(let shape):
            "x has \(shape.count) axes (\(DataWords.sizes(shape))); expected sequences x time or sequences x time x features."
        case .empty(let name, let shape): "\(name.rawValue) is empty: \(DataWords.sizes(shape))."
        case .notFinite(let name, let place): "Number \(place) of \(name.rawValue) is not finite."
        case .sequences(let shape, let expected):
            "y is for \(shape.first ?? 0) sequences (\(DataWords.sizes(shape))); x has \(expected)."
        case .targetShape(let shape, let steps):
            "y has shape \(DataWords.sizes(shape)); expected one target a sequence or \(steps) steps."
        case .lengthsShape(let shape, let sequences):
            "lengths has shape \(DataWords.sizes(shape)); expected one number for each of \(sequences) sequences."
        case .length(let place, let value, let longest):
            "Length \(place) is \(value); expected a whole number from 1 to \(longest)."
        case .tooManyClasses(let name, let greatest, let limit):
            "\(name.rawValue) holds numbers up to \(greatest); expected classes from 0 to at most \(limit)."
        case .notAClass(let name, let place, let value):
            "Number \(place) of \(name.rawValue) is \(value); expected classes from 0 on."
        }
    }
}

extension NumberType {
    fileprivate var words: String {
        switch self {
        case .uint8: "unsigned bytes"
        case .int8: "signed bytes"
        case .int16: "16-bit integers"
        case .int32: "32-bit integers"
        case .int64: "64-bit integers"
        case .float32: "32-bit floating point"
        case .float64: "64-bit floating point"
        }
    }
}
