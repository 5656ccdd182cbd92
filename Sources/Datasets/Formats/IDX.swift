import FoundationEssentials

/// The IDX format of the MNIST files: two zero bytes, the type of the numbers, the number of axes, the size of each axis
/// as a big-endian 32-bit number, then the numbers.
enum IDX {
    private static let types: [UInt8: NumberType] = [
        0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
    ]

    /// Whether the file starts as IDX files do.
    static func recognizes(_ data: Data) -> Bool {
        let head = [UInt8](data.prefix(4))
        return head.count == 4 && head[0] == 0 && head[1] == 0 && types[head[2]] != nil && (1...8).contains(head[3])
    }

    /// - Throws: `DataError` where the header is not one of IDX or the numbers are more or fewer than it says.
    static func read(_ file: SourceFile) throws(DataError) -> NumberArray {
        var reader = ByteReader(file.data)
        guard reader.byte() == 0, reader.byte() == 0, let code = reader.byte(), let type = types[code],
            let axes = reader.byte(), (1...8).contains(axes)
        else {
            let start = file.data.prefix(4).map { String($0, radix: 16) }.joined(separator: " ")
            throw file.error(
                "This is no IDX file: it starts with the bytes \(start.isEmpty ? "(none)" : start); expected 0 0, a type from 8 to e, and the number of axes."
            )
        }
        var shape: [Int] = []
        for axis in 1...Int(axes) {
            guard let size = reader.bigEndian(UInt32.self) else {
                throw file.error("The header is cut off: the size of axis \(axis) of \(axes) is missing.")
            }
            shape.append(Int(size))
        }
        let sizes = shape.map(String.init).joined(separator: " x ")
        guard let count = NumberArray.count(shape), count <= Int.max / type.size else {
            throw file.error("The header is implausible: it promises \(sizes) numbers.")
        }
        let bytes = count * type.size
        guard reader.remaining >= bytes else {
            throw file.error(
                "The file is cut off: its header promises \(sizes) \(type.name), \(bytes) bytes; \(reader.remaining) are there.",
                advice: "Download or copy the file again.")
        }
        guard reader.remaining == bytes, let numbers = reader.bytes(bytes) else {
            throw file.error(
                "The file has \(reader.remaining - bytes) bytes more than its header promises (\(sizes) \(type.name)).")
        }
        return NumberArray(shape: shape, type: type, values: type.numbers(numbers, bigEndian: true))
    }

    /// Images as sequences of their rows, bytes scaled to 0...1, from an array of shape [images, rows, columns].
    static func images(_ file: SourceFile) throws(DataError) -> NumberArray {
        var images = try read(file)
        guard images.shape.count == 3 else {
            throw file.error("Expected images, 3 axes (images x rows x columns); the file has \(images.shape.count): \(images.shapeText).")
        }
        guard images.shape[1] > 0, images.shape[2] > 0 else {
            throw file.error("The images are empty: \(images.shapeText).")
        }
        if images.type == .uint8 {
            for index in images.values.indices { images.values[index] /= 255 }
        } else if let place = images.values.firstIndex(where: { !$0.isFinite }) {
            throw file.error("Number \(place + 1) is not finite; expected finite numbers.")
        }
        return images
    }

    /// Class numbers in `0 ..< classes`, from an array of shape [images].
    static func labels(_ file: SourceFile, classes: Int) throws(DataError) -> [Int32] {
        let labels = try read(file)
        guard labels.shape.count == 1 else {
            throw file.error("Expected labels, 1 axis; the file has \(labels.shape.count): \(labels.shapeText).")
        }
        var result: [Int32] = []
        result.reserveCapacity(labels.values.count)
        for (index, label) in labels.values.enumerated() {
            guard label >= 0, label < Float(classes), label == label.rounded() else {
                throw file.error("Label \(index + 1) is \(label); expected a whole number from 0 to \(classes - 1).")
            }
            result.append(Int32(label))
        }
        return result
    }
}
