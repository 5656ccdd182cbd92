/// A character that is not seen, or looks like a space, as comes with text that is pasted from pages and letters.
struct InvisibleCharacter {
    private let scalar: Unicode.Scalar

    /// nil where the character is seen.
    init?(_ character: String) {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: break
        default: guard properties.isDefaultIgnorableCodePoint || properties.isWhitespace else { return nil }
        }
        self.scalar = scalar
    }

    /// What it is, by its name in Unicode, and what to do about it.
    var sentence: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name = (scalar.properties.name ?? scalar.properties.nameAlias)?.lowercased() ?? "control character"
        let advice = scalar.properties.isWhitespace ? "replace it with an ordinary space" : "remove it"
        return "There is an invisible character here, \(name) (\(code)); \(advice)."
    }
}
