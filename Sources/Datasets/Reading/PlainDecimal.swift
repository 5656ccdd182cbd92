/// A number such as `-12.375`, written with few digits and at most a point. Its nearest double follows from a division alone: both the
/// digits without the point and the power of ten are exact (Clinger, "How to read floating point numbers accurately", PLDI 1990).
struct PlainDecimal: Equatable {
    /// The nearest double.
    let value: Double
    /// Where the byte after the last digit is.
    let end: Int

    private static let mostDigits = 15
    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// Reads the number that begins at `start`; nil where none does, or one with more digits, and where single precision has to be found
    /// from the text: the number lies in the middle between two of these, or is too small.
    ///
    /// What follows may make another number of it, such as `e5`: whoever reads looks at the byte at `end`.
    init?(_ bytes: borrowing Span<UInt8>, from start: Int) {
        var position = start
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var digits: UInt64 = 0
        func readDigits(_ bytes: borrowing Span<UInt8>) {
            // More digits than those that count do not fit, and are found too many below.
            while position < bytes.count, bytes[position] &- 0x30 <= 9 {
                digits = digits &* 10 &+ UInt64(bytes[position] &- 0x30)
                position += 1
            }
        }
        readDigits(bytes)
        var (count, fraction) = (position - first, 0)
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let point = position
            readDigits(bytes)
            fraction = position - point
            count += fraction
        }
        guard count > 0, count <= Self.mostDigits else { return nil }
        let number = Double(digits) / Self.powers[fraction]
        guard NumberText.decidesSingle(number) else { return nil }
        value = isNegative ? -number : number
        end = position
    }
}
