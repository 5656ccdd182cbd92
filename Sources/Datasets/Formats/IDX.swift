import FoundationEssentials

/// The IDX format of the MNIST files: two zero bytes, the number type, the number of axes, the size of each axis as a big-endian 32-bit
/// number, then the numbers.
enum IDX {
    private static let types: [UInt8: NumberType] = [
        0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
    ]

    /// Whether the file starts as IDX files do.
    static func recognizes(_ data: Data) -> Bool {
        let head = [UInt8](data.prefix(4))
        return head.count == 4 && head[0] == 0 && head[1] == 0 && types[head[2]] != nil && (1...8).contains(head[3])
    }

    /// - Throws: `DataError` if the header is malformed or does not match the number of elements.
    static func read(_ file: SourceFile) throws(DataError) -> NumberArray {
        var reader = ByteReader(file.data)
        guard reader.byte() == 0, reader.byte() == 0, let code = reader.byte(), let type = types[code],
            let axes = reader.byte(), (1...8).contains(axes)
        else {
            throw file.error(.idx(.notIDX(start: [UInt8](file.data.prefix(4)))))
        }
        var shape: [Int] = []
        for axis in 1...Int(axes) {
            guard let size = reader.bigEndian(UInt32.self) else {
                throw file.error(.idx(.noSize(axis: axis, of: Int(axes))))
            }
            shape.append(Int(size))
        }
        guard let count = NumberArray.count(shape), count <= Int.max / type.size else {
            throw file.error(.idx(.implausible(shape: shape)))
        }
        let bytes = count * type.size
        guard reader.remaining >= bytes else {
            throw file.error(.idx(.cutOff(shape: shape, type: type, bytes: bytes, found: reader.remaining)))
        }
        guard reader.remaining == bytes, let numbers = reader.bytes(bytes) else {
            throw file.error(.idx(.tooLong(by: reader.remaining - bytes, shape: shape, type: type)))
        }
        return NumberArray(shape: shape, type: type, values: try type.numbers(numbers, bigEndian: true))
    }

    /// Images as sequences of their rows, bytes scaled to 0...1, from an array of shape [images, rows, columns].
    static func images(_ file: SourceFile) throws(DataError) -> NumberArray {
        var images = try read(file)
        guard images.shape.count == 3 else {
            throw file.error(.idx(.notImages(shape: images.shape)))
        }
        guard images.shape[1] > 0, images.shape[2] > 0 else {
            throw file.error(.idx(.emptyImages(shape: images.shape)))
        }
        if images.type == .uint8 {
            for index in images.values.indices { images.values[index] /= 255 }
        } else if let place = images.values.firstIndex(where: { !$0.isFinite }) {
            throw file.error(.idx(.notFinite(place + 1)))
        }
        return images
    }

    /// The same images with rows and columns swapped, as EMNIST's images require.
    static func transposed(_ images: NumberArray) -> NumberArray {
        let (count, rows, columns) = (images.shape[0], images.shape[1], images.shape[2])
        var values: [Float] = []
        values.reserveCapacity(images.values.count)
        for image in 0..<count {
            for column in 0..<columns {
                for row in 0..<rows { values.append(images.values[(image * rows + row) * columns + column]) }
            }
        }
        return NumberArray(shape: [count, columns, rows], type: images.type, values: values)
    }

    /// Class numbers in `0 ..< classes`, from an array of shape [images].
    static func labels(_ file: SourceFile, classes: Int) throws(DataError) -> [Int32] {
        let labels = try read(file)
        guard labels.shape.count == 1 else {
            throw file.error(.idx(.notLabels(shape: labels.shape)))
        }
        var result: [Int32] = []
        result.reserveCapacity(labels.values.count)
        for (index, label) in labels.values.enumerated() {
            guard label >= 0, label < Float(classes), label == label.rounded() else {
                throw file.error(.idx(.label(index + 1, value: label, classes: classes)))
            }
            result.append(Int32(label))
        }
        return result
    }

    /// The class numbers of some labels: from 0, or from 1 if that is the least, to the greatest.
    static func classes(of labels: [Int32]) -> ClosedRange<Int32> {
        let first: Int32 = labels.min() == 1 ? 1 : 0
        return first...max(first, labels.max() ?? 0)
    }
}

/// Images and their classes, from two files.
struct LabelledImages {
    let images: NumberArray
    let labels: [Int32]

    /// - Parameter classes: the greatest possible number of classes.
    init(images: SourceFile, labels: SourceFile, classes: Int, transposes: Bool) throws(DataError) {
        let pictures = try IDX.images(images)
        self.labels = try IDX.labels(labels, classes: classes)
        guard pictures.shape[0] == self.labels.count else {
            throw labels.error(.mnist(.counts(labels: self.labels.count, images: pictures.shape[0], of: images.name)))
        }
        guard pictures.shape[0] > 0 else { throw images.error(.idx(.noImages)) }
        self.images = transposes ? IDX.transposed(pictures) : pictures
    }

    init(images: NumberArray, labels: [Int32]) {
        (self.images, self.labels) = (images, labels)
    }

    /// The images as sequences of their rows.
    func dataset(name: String, classes: ClosedRange<Int32>) -> SequenceDataset {
        SequenceDataset(
            name: name, presentation: .imageRows, inputs: .features(values: images.values, width: images.shape[2]),
            targets: .sequenceClasses(labels: labels.map { $0 - classes.lowerBound }, names: classes.map(String.init)),
            offsets: (0...images.shape[0]).map { $0 * images.shape[1] })
    }
}
