/// What the first rows of a table show of a column.
struct TableColumn {
    enum Kind {
        case empty, times, numbers, words
    }

    /// Fewer rows than this say nothing about how values follow each other.
    static let leastRows = 5

    let kind: Kind
    /// Whether all values are whole numbers.
    let isWhole: Bool
    /// Whether all values are one and the same, and there are several.
    let isConstant: Bool
    /// Whether no value comes twice, in enough rows to say so.
    let allDiffer: Bool
    /// Whether values go up or down by the same number from row to row, within each sequence.
    let counts: Bool
    /// Whether values never go down, within each sequence, and do not all stay the same.
    let rises: Bool
    /// Whether all values can be seconds, or thousandths and less of them, since 1970.
    let isEpoch: Bool
    /// How many different values there are.
    let distinct: Int
    /// Values that are not missing.
    let count: Int

    /// - Parameters:
    ///   - texts: the cells, from the first row on.
    ///   - sequences: the names of the rows' sequences; empty where all rows are one.
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
    /// nil for what is no number; infinite where it is too large.
    static func double(_ text: String, decimalComma: Bool) -> Double? {
        let number = decimalComma ? withPoint(text).flatMap { Double($0) } : Double(text)
        return number.flatMap { $0.isNaN ? nil : $0 }
    }

    /// A number that is finite in single precision too, or what is wrong with it.
    static func number(_ text: String, decimalComma: Bool) -> Result<Double, DataError> {
        guard decimalComma else { return NumberText.number(text) }
        guard let point = withPoint(text) else { return .failure(DataError(.value(.notANumber(found: text)))) }
        return NumberText.number(point)
    }

    /// Whether this is a number with a comma before its fraction.
    static func hasDecimalComma(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ",") } == 1 && withPoint(text).flatMap { Double($0) } != nil
    }

    /// Where commas stand before fractions a point would part thousands: it is not guessed what is meant.
    private static func withPoint(_ text: String) -> String? {
        text.contains(".") ? nil : text.replacing(",", with: ".", maxReplacements: 1)
    }
}
