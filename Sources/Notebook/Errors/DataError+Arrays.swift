import Datasets
import TextFormatting

extension DataError.IDXProblem {
    var sentence: String {
        switch self {
        case .notIDX(let start):
            "This is not an IDX file: it starts with the bytes "
                + (start.isEmpty ? "(none)" : start.map { String($0, radix: 16) }.joined(separator: " "))
                + "; expected 0 0, a type from 8 to e, and the number of axes."
        case .isOther(let format): "This is \(format.title), not IDX. read(\"...\") reads it."
        case .noSize(let axis, let axes): "The header is cut off: the size of axis \(axis) of \(axes) is missing."
        case .implausible(let shape): "The header is implausible: it promises \(DataWords.sizes(shape)) numbers."
        case .cutOff(let shape, let type, let bytes, let found):
            "The file is cut off: its header promises \(DataWords.sizes(shape)) \(type.words), \(bytes) bytes; \(found) are there. "
                + "Download or copy the file again."
        case .tooLong(let count, let shape, let type):
            "The file has \(count) bytes more than its header promises (\(DataWords.sizes(shape)) \(type.words))."
        case .noSequences(let shape, let type):
            "The file holds \(DataWords.sizes(shape)) \(type.words), which are not sequences"
                + "\(shape.count == 1 ? "; they seem to be labels" : ""). "
                + "Load the folder that holds images and labels, with mnist(\"folder\")."
        case .notImages(let shape):
            "Expected images, 3 axes (images x rows x columns); the file has \(shape.count): \(DataWords.sizes(shape))."
        case .emptyImages(let shape): "The images are empty: \(DataWords.sizes(shape))."
        case .noImages: "The file has no images."
        case .noLabels(let other): "Both files need labels beside them, or neither; there are none beside \(other)."
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
        case .severalSets(let sets):
            "The folder holds several sets. Name one, with set: " + sets.map { "\"\($0)\"" }.joined(separator: " or set: ") + "."
        case .noSet(let set, let found):
            "No files here begin with \(set)-" + (found.isEmpty ? "." : "; there are sets " + found.joined(separator: ", ") + ".")
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
        case .notNumPy: "This is not a NumPy array: it does not start with \\x93NUMPY and a version."
        case .version(let version): "The array is in version \(version) of the format; expected 1, 2 or 3."
        case .headerCutOff: "The header of the array is cut off."
        case .brokenHeader(let header):
            "The header of the array is broken; expected 'descr', 'fortran_order' and 'shape', found \(header.shortened(80))."
        case .type(let type):
            "The numbers are of type '\(type.shortened())'; expected whole numbers (i1 to i8, u1 to u8, b1), f2, f4, f8, or texts (U, S). "
                + (type.dropFirst().hasPrefix("M8") || type.dropFirst().hasPrefix("m8")
                    ? "Times are left out: save the other columns alone."
                    : type.dropFirst().hasPrefix("c")
                        ? "Save numpy.stack([array.real, array.imag], -1)." : "Convert them, with array.astype(\"float32\").")
        case .isStructured(let fields):
            "The array holds records with the fields \(DataWords.some(fields)); expected numbers or texts. "
                + "Save numpy.stack([array[name] for name in (\(fields.prefix(3).map { "\"\($0.shortened())\"" }.joined(separator: ", ")))], -1)."
        case .isPickled:
            "The array holds Python objects, which only Python can unpack. Save names as array.astype(str), numbers as "
                + "array.astype(\"float32\"); sequences of different lengths as one array filled with NaN, or as JSON Lines."
        case .isText: "The array holds texts; expected numbers."
        case .implausible(let shape): "The header is implausible: it promises an array of shape \(Self.tuple(shape))."
        case .size(let shape, let type, let bytes, let found):
            "The header promises \(Self.tuple(shape)) \(type?.words ?? "texts"), \(bytes) bytes; \(found) are there. Save or copy the file again."
        case .noArrays(let found, let file):
            "The archive holds \(found.isEmpty ? "nothing" : DataWords.some(found)); "
                + "expected arrays x, y and lengths, or x_train, y_train, x_test and y_test." + Self.calls(found, file)
        case .noArray(let name, let found):
            "The archive has no array \(name.shortened()); it holds \(found.isEmpty ? "nothing" : DataWords.some(found))."
        case .features(let train, let test): "x_train has \(train) features, x_test has \(test)."
        }
    }

    /// The calls that say which array is which: of two arrays either may be the steps.
    private static func calls(_ found: [String], _ file: String) -> String {
        let names = found.map { $0.hasSuffix(".npy") ? String($0.dropLast(4)) : $0 }
        guard let first = names.first else { return "" }
        func call(_ x: String, _ y: String) -> String {
            "npz(\"\(file)\", x: \"\(x.shortened())\", y: \"\(y.shortened())\")"
        }
        switch names.count {
        case 1: return " npz(\"\(file)\", x: \"\(first.shortened())\") reads it as x."
        case 2: return " Say which is which: \(call(first, names[1])) or \(call(names[1], first))."
        default: return " Say which is which, as in \(call(first, names[1]))."
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
        case .notFinite(let name, let place): "\(name.rawValue) has a number that is not finite at \(place.words); expected finite numbers."
        case .missing(let name, let place):
            "\(name.rawValue) is missing (NaN) at \(place.words). "
                + "Fill missing values with missing: carry or missing: zero."
        case .allMissing(let sequence, nil): "All values of sequence \(sequence) are missing. Leave it out."
        case .allMissing(let sequence, let feature?):
            "All values of feature \(feature) of sequence \(sequence) are missing. Leave one of them out, or take missing: zero."
        case .oneHotOrSteps(let steps):
            "y has \(steps) columns, as many as there are steps, and a single 1 in each row: target: classes reads one class per sequence, "
                + "target: labels a 0 or 1 at each step."
        case .notOneHot(let sequence):
            "y of sequence \(sequence) is not a single 1 among zeros, so it is not a class. target: values reads its numbers as values."
        case .noStepLabels(let shape, let steps):
            "y has shape \(DataWords.sizes(shape)); labels at each step need \(steps) columns."
        case .textsAreNoValues: "y holds texts; expected numbers as values. Leave out target: values to read them as classes."
        case .sequences(let shape, let expected):
            "y is for \(shape.first ?? 0) sequences (\(DataWords.sizes(shape))); x has \(expected)."
        case .targetShape(let shape, let steps):
            "y has shape \(DataWords.sizes(shape)); expected one target per sequence or \(steps) steps."
        case .lengthsShape(let shape, let sequences):
            "lengths has shape \(DataWords.sizes(shape)); expected one number for each of \(sequences) sequences."
        case .notLabels(let shape):
            "y has shape \(DataWords.sizes(shape)); target: multilabel needs a row of zeros and ones for each sequence, with one column "
                + "per label."
        case .weightsShape(let shape, let sequences):
            "The weights have shape \(DataWords.sizes(shape)); expected one number for each of \(sequences) sequences."
        case .weight(let place, let value): "Weight \(place) is \(value); expected 0 or more."
        case .noWeights: "All weights are 0, so nothing would count."
        case .stepWeightsShape(let shape, let sequences, let steps):
            "The weights of steps have shape \(DataWords.sizes(shape)); expected \(steps) numbers for each of \(sequences) sequences."
        case .stepWeight(let place, let value):
            "The weight of step \(place.step ?? 0) of sequence \(place.sequence) is \(value); expected 0 or more."
        case .stepWeightsWithoutStepTargets:
            "Steps have weights, but there is only one target per sequence. Leave out step_weights; weights gives each sequence a weight."
        case .mixedTargets(let names):
            "\(names.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") predicted at each step, the other targets once per "
                + "sequence: learn them in two runs."
        case .labelsShape(let shape, let sequences):
            "Labels have shape \(DataWords.sizes(shape)); expected those of all sequences one after another, or a row for each of \(sequences) sequences."
        case .noLabelLengths(let name):
            "An array \(name)_lengths or label_lengths must give the number of labels of each sequence; there is none."
        case .labelLengthsShape(let shape, let sequences):
            "The numbers of labels have shape \(DataWords.sizes(shape)); expected one for each of \(sequences) sequences."
        case .labelLength(let place, let value, let most):
            "Sequence \(place) should have \(value) labels; expected a whole number from 0 to \(most)."
        case .labelCount(let sum, let labels):
            "The sequences should have \(Figures.grouped(sum)) labels in all; there are \(Figures.grouped(labels))."
        case .tooManyLabels(let labels, let repeats, let sequence, let steps):
            "Sequence \(sequence) has \(Figures.count(labels, "label"))"
                + (repeats > 0 ? ", \(Figures.grouped(repeats)) of them the same as the one before, which takes a blank between," : "")
                + " but only \(Figures.count(steps, "step")) to read them from: leave out the sequence, or give it more steps."
        case .length(let place, let value, let longest):
            "Length \(place) is \(value); expected a whole number from 1 to \(longest)."
        case .tooManyClasses(let name, let greatest, let limit):
            "\(name.rawValue) holds numbers up to \(greatest); expected classes from 0 to at most \(limit)."
        case .notAClass(let name, let place, let value):
            "Number \(place) of \(name.rawValue) is \(value); expected classes from 0."
        }
    }
}

extension NumberType {
    fileprivate var words: String {
        switch self {
        case .bool: "true or false"
        case .uint8: "unsigned bytes"
        case .uint16: "unsigned 16-bit integers"
        case .uint32: "unsigned 32-bit integers"
        case .uint64: "unsigned 64-bit integers"
        case .int8: "signed bytes"
        case .int16: "16-bit integers"
        case .int32: "32-bit integers"
        case .int64: "64-bit integers"
        case .float16: "16-bit floating point"
        case .float32: "32-bit floating point"
        case .float64: "64-bit floating point"
        }
    }
}

extension DataError.ArrayPlace {
    fileprivate var words: String {
        "sequence \(sequence), " + (step.map { "step \($0), feature \(feature)" } ?? "value \(feature)")
    }
}
