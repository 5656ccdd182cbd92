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
        return NumberArray(shape: shape, type: type, values: type.numbers(numbers, bigEndian: true))
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
}
