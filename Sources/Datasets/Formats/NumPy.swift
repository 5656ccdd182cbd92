import FoundationEssentials

/// A NumPy array of numbers or of texts.
enum NumPyArray {
    case numbers(NumberArray)
    case texts(TextArray)

    var shape: [Int] {
        switch self {
        case .numbers(let array): array.shape
        case .texts(let array): array.shape
        }
    }
}

/// NumPy's .npy format, versions 1 to 3: a magic string, a header that is a Python dictionary, and the elements.
enum NumPy {
    private static let types: [String: NumberType] = [
        "b1": .bool, "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
        "f2": .float16, "f4": .float32, "f8": .float64,
    ]

    static func recognizes(_ data: Data) -> Bool { data.starts(with: [0x93] + Array("NUMPY".utf8)) }

    /// An array of numbers.
    ///
    /// - Throws: the errors of `readAny`, and `DataError` for texts.
    static func read(_ file: SourceFile) throws(DataError) -> NumberArray {
        guard case .numbers(let array) = try readAny(file) else { throw file.error(.numPy(.isText)) }
        return array
    }

    /// The numbers of an array read by `readAny`, in double precision.
    static func readDoubles(_ file: SourceFile) throws(DataError) -> [Double] {
        let (header, elements) = try parts(file)
        guard let type = header.type else { throw file.error(.numPy(.isText)) }
        let values = try type.numbers(elements, bigEndian: header.isBigEndian, as: Double.self)
        return header.isFortran ? try NumberArray.transposed(values, shape: header.shape) : values
    }

    /// - Throws: `DataError` if the header is malformed, the element type is not supported, or the number of elements does not match.
    static func readAny(_ file: SourceFile) throws(DataError) -> NumPyArray {
        let (header, elements) = try parts(file)
        guard let type = header.type else {
            let texts = texts(elements, size: header.elementSize, isUnicode: header.isUnicode, isBigEndian: header.isBigEndian)
            return .texts(
                TextArray(shape: header.shape, values: header.isFortran ? try NumberArray.transposed(texts, shape: header.shape) : texts))
        }
        let values = try type.numbers(elements, bigEndian: header.isBigEndian)
        return .numbers(
            NumberArray(
                shape: header.shape, type: type, values: header.isFortran ? try NumberArray.transposed(values, shape: header.shape) : values
            ))
    }

    /// The header and the bytes of all elements.
    private static func parts(_ file: SourceFile) throws(DataError) -> (Header, Data) {
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
        guard let length, let bytes = reader.bytes(length) else { throw file.error(.numPy(.headerCutOff)) }
        let header = try Header(String(decoding: bytes, as: UTF8.self), file)
        guard let count = NumberArray.count(header.shape), count <= Int.max / header.elementSize else {
            throw file.error(.numPy(.implausible(shape: header.shape)))
        }
        let size = count * header.elementSize
        guard reader.remaining == size, let elements = reader.bytes(size) else {
            throw file.error(.numPy(.size(shape: header.shape, type: header.type, bytes: size, found: reader.remaining)))
        }
        return (header, elements)
    }

    private struct Header {
        var shape: [Int] = []
        var isFortran = false
        var isBigEndian: Bool
        /// Nil for texts.
        var type: NumberType?
        var isUnicode = false
        /// The size of an element in bytes, 1 or more.
        var elementSize = 1

        init(_ text: String, _ file: SourceFile) throws(DataError) {
            guard case .dictionary(let members)? = PythonLiteral(text), let descriptor = members["descr"],
                case .boolean(let isFortran)? = members["fortran_order"], case .list(let sizes)? = members["shape"]
            else { throw file.error(.numPy(.brokenHeader(text))) }
            self.isFortran = isFortran
            for size in sizes {
                guard case .number(let number) = size, number >= 0 else { throw file.error(.numPy(.brokenHeader(text))) }
                shape.append(number)
            }
            switch descriptor {
            case .text(let descriptor):
                isBigEndian = descriptor.first == ">"
                try read(descriptor, file)
            case .list(let fields):
                throw file.error(
                    .numPy(
                        .isStructured(
                            fields: fields.compactMap {
                                guard case .list(let parts) = $0, case .text(let name)? = parts.first else { return nil }
                                return name
                            })))
            case .number, .boolean, .none, .dictionary: throw file.error(.numPy(.brokenHeader(text)))
            }
        }

        private mutating func read(_ descriptor: String, _ file: SourceFile) throws(DataError) {
            let code = String(descriptor.dropFirst())
            guard let order = descriptor.first, "<>|=".contains(order) else { throw file.error(.numPy(.type(descriptor))) }
            if let type = types[code] {
                self.type = type
                elementSize = type.size
                return
            }
            guard let kind = code.first, kind == "U" || kind == "S" || kind == "a", let characters = Int(code.dropFirst()),
                (1...1_000_000).contains(characters)
            else { throw file.error(code.hasPrefix("O") ? .numPy(.isPickled) : .numPy(.type(descriptor))) }
            isUnicode = kind == "U"
            elementSize = isUnicode ? 4 * characters : characters
        }
    }

    /// Texts of fixed size, padded with zeros: UTF-32, or bytes, which are read as UTF-8.
    private static func texts(_ data: Data, size: Int, isUnicode: Bool, isBigEndian: Bool) -> [String] {
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count, by: size).map { start in
            guard isUnicode else {
                let end = bytes[start..<(start + size)].lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
                return String(decoding: bytes[start..<end], as: UTF8.self)
            }
            var text = String.UnicodeScalarView()
            for place in stride(from: start, to: start + size, by: 4) {
                let word = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[place + (isBigEndian ? $1 : 3 - $1)]) }
                text.append(Unicode.Scalar(word) ?? "\u{FFFD}")
            }
            while text.last == "\u{0}" { text.removeLast() }
            return String(text)
        }
    }
}
