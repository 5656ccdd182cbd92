/// A number such as `-12.375`, written with few digits and at most a point. Its nearest double takes a single division,
/// since both the digits without the point and the power of ten are exact (Clinger, "How to read floating point numbers
/// accurately", PLDI 1990).
struct PlainDecimal: Equatable {
    /// The nearest double.
    let value: Double
    /// The position after the last digit.
    let end: Int

    private static let mostDigits = 15
    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// Reads the number that begins at `start`. Nil if none does, if it has too many digits, and if its
    /// single-precision value must be determined from the text, because it is in the middle between two
    /// single-precision numbers or too small.
    ///
    /// The following bytes, such as `e5`, may change the number: the caller must check the byte at `end`.
    init?(_ bytes: borrowing Span<UInt8>, from start: Int) {
        var position = start
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var digits: UInt64 = 0
        func readDigits(_ bytes: borrowing Span<UInt8>) {
            // Too many digits may overflow here; they are rejected below.
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
