/// Numbers as written in texts.
enum NumberText {
    /// Texts that mark a missing value, in lower case.
    private static let markers: Set = ["", "?", "na", "n/a", "#n/a", "#na", "nan", "-nan", "null", "none", "nil", "-", "--", "."]
    /// Those of them that are never the name of a class.
    private static let labelMarkers: Set = ["", "?", "na", "n/a", "#n/a", "#na", "nan", "-nan", "null"]

    static func isMissing(_ text: String) -> Bool { text.utf8.count <= 5 && markers.contains(text.lowercased()) }

    /// Whether a label is missing: `-` and `none` may be classes.
    static func isMissingLabel(_ text: String) -> Bool { text.utf8.count <= 5 && labelMarkers.contains(text.lowercased()) }

    /// Whether this is a number, including large and infinite ones; `nan` is not.
    static func isNumber(_ text: String) -> Bool { Double(text).map { !$0.isNaN } ?? false }

    /// Whether a text is a number in an unsupported notation, such as `1,234`, `$5`, `12 %` or `1 234`. It is not the name of a class.
    static func isOddNumber(_ text: String) -> Bool {
        guard text.contains(where: \.isNumber), text.utf8.count <= 40 else { return false }
        let digits = text.filter { !",%$€£' \u{A0}\u{202F}".contains($0) }.replacing("\u{2212}", with: "-")
        return digits != text && Double(digits) != nil
    }

    /// A number that is finite in single precision too.
    ///
    /// - Returns: the number, or the problem.
    static func number(_ text: String) -> Result<Double, DataError> {
        guard let number = double(text) else { return .failure(DataError(.value(.notANumber(found: text)))) }
        guard Float(number).isInfinite else { return .success(number) }
        let isWritten = text.contains(where: \.isNumber)
        return .failure(DataError(.value(isWritten ? .tooLarge(found: text) : .infinite(found: text))))
    }

    /// Whether the nearest single-precision number to `number` is also the nearest to every text whose nearest double
    /// is `number`.
    static func decidesSingle(_ number: Double) -> Bool {
        number == 0 || abs(number) >= Double(Float.leastNormalMagnitude) && number.bitPattern & 0x1FFF_FFFF != 0x1000_0000
    }

    /// The nearest double, or its neighbour if only that rounds to the text's single-precision number: a double in the
    /// middle between two single-precision numbers no longer shows which of them is nearer to the text. Nil if the text
    /// is not a number.
    private static func double(_ text: String) -> Double? {
        guard let number = Double(text), !number.isNaN else { return nil }
        guard !decidesSingle(number), let single = Float(text) else { return number }
        let nearest = Float(number)
        if nearest == single { return number }
        return nearest < single ? number.nextUp : number.nextDown
    }
}
