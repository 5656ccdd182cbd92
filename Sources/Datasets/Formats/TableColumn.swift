/// Properties of a column, from the first rows of a table.
struct TableColumn {
    enum Kind {
        case empty, times, numbers, words
    }

    /// With fewer rows than this, the order of values means nothing.
    static let leastRows = 5

    let kind: Kind
    /// Whether all values are integers.
    let isWhole: Bool
    /// Whether there are several values, all equal.
    let isConstant: Bool
    /// Whether no value occurs twice, in enough rows to be significant.
    let allDiffer: Bool
    /// Whether values change by the same amount from row to row, within each sequence.
    let counts: Bool
    /// Whether values never decrease, within each sequence, and are not all equal.
    let rises: Bool
    /// Whether all values are plausible as seconds, milliseconds or smaller units since 1970.
    let isEpoch: Bool
    /// The number of distinct values.
    let distinct: Int
    /// The number of values that are not missing.
    let count: Int

    /// - Parameters:
    ///   - texts: the cells, from the first row on.
    ///   - sequences: the names of the rows' sequences; empty if all rows are one sequence.
    init(_ texts: [String], sequences: [String], decimalComma: Bool) {
        let present = texts.indices.filter { !NumberText.isMissing(texts[$0]) }
        count = present.count
        let numbers = present.map { TableNumber.double(texts[$0], decimalComma: decimalComma) }
        let isNumber = zip(present, numbers).count { $1 != nil || NumberText.isOddNumber(texts[$0]) }
        if present.isEmpty {
            kind = .empty
        } else if 2 * isNumber >= present.count {
            kind = .numbers
        } else {
            kind = present.allSatisfy { TimeText.isTime(texts[$0]) } ? .times : .words
        }
        let different = Set(present.map { texts[$0] }).count
        distinct = different
        isConstant = different == 1 && present.count > 1
        allDiffer = different == present.count && different >= TableColumn.leastRows
        isWhole = kind == .numbers && numbers.allSatisfy { $0.map { $0 == $0.rounded() } ?? false }
        let ranges = [1e8...4e9, 1e11...4e12, 1e14...4e15, 1e17...4e18]
        isEpoch =
            kind == .numbers && present.count >= TableColumn.leastRows
            && ranges.contains { range in numbers.allSatisfy { $0.map(range.contains) ?? false } }
        var (steps, least, greatest, pairs, isIncreasing) = (true, Double.infinity, -Double.infinity, 0, true)
        for (place, row) in present.enumerated().dropFirst() {
            let before = present[place - 1]
            guard sequences.isEmpty || sequences[row] == sequences[before] else { continue }
            guard let number = numbers[place], let last = numbers[place - 1] else {
                (steps, isIncreasing) = (false, false)
                break
            }
            let step = number - last
            (least, greatest, pairs) = (min(least, step), max(greatest, step), pairs + 1)
            if step < 0 { isIncreasing = false }
        }
        let isEnough = pairs >= TableColumn.leastRows - 1
        counts = kind == .numbers && steps && isEnough && least * greatest > 0 && greatest - least <= 1e-6 * max(abs(least), abs(greatest))
        rises = kind == .numbers && isIncreasing && pairs >= 2 && greatest > 0
    }
}

/// Numbers in the cells of a table.
enum TableNumber {
    /// Nil for a text that is not a number; infinite if it is too large.
    static func double(_ text: String, decimalComma: Bool) -> Double? {
        let number = decimalComma ? withPoint(text).flatMap { Double($0) } : Double(text)
        return number.flatMap { $0.isNaN ? nil : $0 }
    }

    /// A number that is finite in single precision too, or the problem.
    static func number(_ text: String, decimalComma: Bool) -> Result<Double, DataError> {
        guard decimalComma else { return NumberText.number(text) }
        guard let point = withPoint(text) else { return .failure(DataError(.value(.notANumber(found: text)))) }
        return NumberText.number(point)
    }

    /// Whether this is a number with a decimal comma.
    static func hasDecimalComma(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ",") } == 1 && withPoint(text).flatMap { Double($0) } != nil
    }

    /// With decimal commas a point might separate thousands: the meaning is not guessed.
    private static func withPoint(_ text: String) -> String? {
        text.contains(".") ? nil : text.replacing(",", with: ".", maxReplacements: 1)
    }
}
