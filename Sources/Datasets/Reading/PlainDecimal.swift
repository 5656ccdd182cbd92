/// Reads a number such as `-12.375`, digit by digit, where its nearest double follows from a division alone: of so few digits both the digits without the point and the power of ten
/// are exact (Clinger, "How to read floating point numbers accurately", PLDI 1990).
struct PlainDecimal {
    private var digits: UInt64 = 0
    private var count = 0
    private var fraction = 0
    private var isNegative = false
    private var hasPoint = false
    private var isPlain = true
    private var isBegun = false

    private static let mostDigits = 15
    private static let powers: [Double] = (0...mostDigits).map { power in (0..<power).reduce(1.0) { result, _ in result * 10 } }

    mutating func add(_ byte: UInt8) {
        switch byte {
        case 0x30...0x39:
            count += 1
            guard count <= Self.mostDigits else { return isPlain = false }
            digits = digits * 10 + UInt64(byte - 0x30)
            if hasPoint { fraction += 1 }
        case UInt8(ascii: "."):
            if hasPoint { isPlain = false }
            hasPoint = true
        case UInt8(ascii: "-"):
            if isBegun { isPlain = false }
            isNegative = true
        default: isPlain = false
        }
        isBegun = true
    }

    /// nil for what is written in another way, and where single precision has to be found from the text: the number lies in the middle between two of these, or is too small.
    var value: Double? {
        guard isPlain, count > 0 else { return nil }
        let number = Double(digits) / Self.powers[fraction]
        return NumberText.decidesSingle(number) ? (isNegative ? -number : number) : nil
    }
}
