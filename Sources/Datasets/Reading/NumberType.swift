import FoundationEssentials

/// The encoding of numbers in a binary format.
public enum NumberType: Sendable, Equatable {
    case bool, uint8, uint16, uint32, uint64, int8, int16, int32, int64, float16, float32, float64

    /// The size of a number in bytes.
    var size: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16, .float16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    /// Whether the numbers are integers or Booleans.
    var isInteger: Bool {
        switch self {
        case .bool, .uint8, .uint16, .uint32, .uint64, .int8, .int16, .int32, .int64: true
        case .float16, .float32, .float64: false
        }
    }

    /// Whether single precision may lose digits of such numbers.
    var isWide: Bool {
        switch self {
        case .uint32, .uint64, .int32, .int64, .float64: true
        case .bool, .uint8, .uint16, .int8, .int16, .float16, .float32: false
        }
    }

    /// All numbers in `data`, whose size is a multiple of `size`, each rounded once.
    ///
    /// - Throws: `DataError` if the work is cancelled.
    func numbers<Number: BinaryFloatingPoint>(
        _ data: Data, bigEndian: Bool, as: Number.Type = Float.self
    ) throws(DataError) -> [Number] {
        let bytes = data.span
        let size = size
        let count = bytes.count / size
        func word(_ index: Int) -> UInt64 {
            var word: UInt64 = 0
            for offset in 0..<size {
                word = word << 8 | UInt64(bytes[index * size + (bigEndian ? offset : size - 1 - offset)])
            }
            return word
        }
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for index in 0..<count {
            if index & 0xFFFF == 0 { try Cancellation.check(index, of: count) }
            let number: Number =
                switch self {
                case .bool: bytes[index] == 0 ? 0 : 1
                case .uint8: Number(bytes[index])
                case .uint16, .uint32, .uint64: Number(word(index))
                case .int8: Number(Int8(bitPattern: bytes[index]))
                case .int16: Number(Int16(truncatingIfNeeded: word(index)))
                case .int32: Number(Int32(truncatingIfNeeded: word(index)))
                case .int64: Number(Int64(truncatingIfNeeded: word(index)))
                case .float16: Number(NumberType.half(UInt32(truncatingIfNeeded: word(index))))
                case .float32: Number(Float(bitPattern: UInt32(truncatingIfNeeded: word(index))))
                case .float64: Number(Double(bitPattern: word(index)))
                }
            numbers.append(number)
        }
        return numbers
    }

    /// IEEE 754 binary16: 5 bits of exponent with bias 15, 10 of fraction.
    private static func half(_ bits: UInt32) -> Float {
        let sign = (bits & 0x8000) << 16
        let (exponent, fraction) = (bits >> 10 & 0x1F, bits & 0x3FF)
        switch exponent {
        case 0: return Float(fraction) * 0x1p-24 * (sign == 0 ? 1 : -1)
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}

/// Numbers with a shape, as in IDX and NumPy files; the last axis varies fastest.
struct NumberArray {
    var shape: [Int]
    var type: NumberType
    var values: [Float]

    /// The number of elements of an array of this shape; nil if it overflows.
    static func count(_ shape: [Int]) -> Int? {
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !overflow else { return nil }
            count = product
        }
        return count
    }

    /// Converts numbers from column-major order, in which the first axis varies fastest, as in Fortran and pandas data
    /// frames, to row-major order.
    ///
    /// - Throws: `DataError` if the work is cancelled.
    /// - Complexity: O(elements x axes).
    static func transposed<Element>(_ values: [Element], shape: [Int]) throws(DataError) -> [Element] {
        guard shape.count > 1, !values.isEmpty else { return values }
        let strides = shape.indices.map { shape[..<$0].reduce(1, *) }
        var index = [Int](repeating: 0, count: shape.count)
        var place = 0
        var result: [Element] = []
        result.reserveCapacity(values.count)
        while result.count < values.count {
            if result.count & 0xFFFF == 0 { try Cancellation.check(result.count, of: values.count) }
            result.append(values[place])
            // The next index, with the last axis varying fastest.
            for axis in shape.indices.reversed() {
                index[axis] += 1
                place += strides[axis]
                guard index[axis] == shape[axis] else { break }
                place -= strides[axis] * shape[axis]
                index[axis] = 0
            }
        }
        return result
    }
}

/// Texts with a shape, as in NumPy files; the last axis varies fastest.
struct TextArray {
    var shape: [Int]
    var values: [String]
}
