import FoundationEssentials

/// How a binary format stores a number.
public enum NumberType: Sendable, Equatable {
    case uint8, int8, int16, int32, int64, float32, float64

    /// Bytes a number.
    var size: Int {
        switch self {
        case .uint8, .int8: 1
        case .int16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    /// All numbers in `data`, whose count is a multiple of `size`.
    func numbers(_ data: Data, bigEndian: Bool) -> [Float] {
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
        var numbers: [Float] = []
        numbers.reserveCapacity(count)
        for index in 0..<count {
            let number: Float =
                switch self {
                case .uint8: Float(bytes[index])
                case .int8: Float(Int8(bitPattern: bytes[index]))
                case .int16: Float(Int16(truncatingIfNeeded: word(index)))
                case .int32: Float(Int32(truncatingIfNeeded: word(index)))
                case .int64: Float(Int64(truncatingIfNeeded: word(index)))
                case .float32: Float(bitPattern: UInt32(truncatingIfNeeded: word(index)))
                case .float64: Float(Double(bitPattern: word(index)))
                }
            numbers.append(number)
        }
        return numbers
    }
}

/// Numbers with a shape, as IDX and NumPy files hold them; the last axis varies fastest.
struct NumberArray {
    var shape: [Int]
    var type: NumberType
    var values: [Float]

    /// Elements in an array of this shape; nil where the product does not fit in a number.
    static func count(_ shape: [Int]) -> Int? {
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !overflow else { return nil }
            count = product
        }
        return count
    }
}
