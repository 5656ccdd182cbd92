extension String {
    /// The text with visible symbols in place of control characters, so that data cannot move the cursor or break a line.
    public var visible: String { shown(keepsLines: false) }

    /// Like `visible`, but with newlines and tabs kept.
    public var visibleLines: String { shown(keepsLines: true) }

    private func shown(keepsLines: Bool) -> String {
        func isSeen(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) || keepsLines && (scalar == "\n" || scalar == "\t")
        }
        guard !unicodeScalars.allSatisfy(isSeen) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case _ where isSeen(scalar): text.append(scalar)
            case 0..<0x20: text.append(UnicodeScalar(0x2400 + scalar.value) ?? "?")
            case 0x7F: text.append("\u{2421}")
            default: text.append("?")
            }
        }
        return String(text)
    }

    /// The text on its own: visible, and with a dotted circle under a leading combining mark.
    public var standing: String {
        guard let first = unicodeScalars.first,
            first.properties.generalCategory == .nonspacingMark || first.properties.generalCategory == .enclosingMark
        else { return visible }
        return "\u{25CC}" + visible
    }

    /// The text as a sentence shows it, with an ellipsis after `most` Unicode scalars: a single character may have thousands of marks.
    public func shortened(_ most: Int = 40) -> String {
        guard utf8.count > most, unicodeScalars.count > most else { return self }
        return String(unicodeScalars.prefix(max(0, most - 3))) + "..."
    }
}

extension String {
    /// The text with a capital first letter.
    public var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
