import FoundationEssentials

/// The .npy format of NumPy, versions 1 to 3: a magic string, a header that is a Python dictionary, the numbers.
enum NumPy {
    private static let types: [String: NumberType] = [
        "u1": .uint8, "b1": .uint8, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "f4": .float32, "f8": .float64,
    ]

    static func recognizes(_ data: Data) -> Bool { data.starts(with: [0x93] + Array("NUMPY".utf8)) }

    /// - Throws: `DataError` where the header is broken, the numbers are of another type or order, or more or fewer than it says.
    static func read(_ file: SourceFile) throws(DataError) -> NumberArray {
        var reader = ByteReader(file.data)
        guard recognizes(file.data), reader.move(to: 6), let version = reader.byte(), reader.byte() != nil else {
            throw file.error(.numPy(.notNumPy))
        }
        let length: Int?
        switch version {
        case 1: length = reader.littleEndian(UInt16.self).map(Int.init)
        case 2, 3: length = reader.littleEndian(UInt32.self).map(Int.init)
        default: throw file.error(.numPy(.version(version)))
        }
        guard let length, let header = reader.bytes(length).map({ String(decoding: $0, as: UTF8.self) }) else {
            throw file.error(.numPy(.headerCutOff))
        }
        guard let descriptor = text(after: "'descr':", in: header), let order = descriptor.first,
            let isFortran = word(after: "'fortran_order':", in: header), let shape = shape(in: header)
        else {
            throw file.error(.numPy(.brokenHeader(header)))
        }
        guard let type = types[String(descriptor.dropFirst())], "<>|=".contains(order) else {
            throw file.error(.numPy(.type(String(descriptor))))
        }
        guard !isFortran.hasPrefix("True") || shape.count < 2 else {
            throw file.error(.numPy(.isFortranOrder))
        }
        guard let count = NumberArray.count(shape), count <= Int.max / type.size else {
            throw file.error(.numPy(.implausible(shape: shape)))
        }
        guard reader.remaining == count * type.size, let numbers = reader.bytes(count * type.size) else {
            throw file.error(.numPy(.size(shape: shape, type: type, bytes: count * type.size, found: reader.remaining)))
        }
        return NumberArray(shape: shape, type: type, values: type.numbers(numbers, bigEndian: order == ">"))
    }

    /// What follows a key of the header, without blanks before it.
    private static func rest(after key: String, in header: String) -> Substring? {
        header.firstRange(of: key).map { header[$0.upperBound...].drop { $0 == " " } }
    }

    private static func text(after key: String, in header: String) -> Substring? {
        guard let rest = rest(after: key, in: header), rest.first == "'" else { return nil }
        return rest.dropFirst().prefix { $0 != "'" }
    }

    private static func word(after key: String, in header: String) -> Substring? {
        guard let word = rest(after: key, in: header)?.prefix(while: \.isLetter) else { return nil }
        return word == "True" || word == "False" ? word : nil
    }

    private static func shape(in header: String) -> [Int]? {
        guard let rest = rest(after: "'shape':", in: header), rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
        var shape: [Int] = []
        for size in rest[..<end].dropFirst().split(separator: ",") {
            let digits = size.drop { $0 == " " }
            if digits.isEmpty { continue }
            guard let number = Int(digits), number >= 0 else { return nil }
            shape.append(number)
        }
        return shape
    }
}
