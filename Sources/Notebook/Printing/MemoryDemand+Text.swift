import Recurrent

extension MemoryDemand {
    /// Such as "61 MB".
    var text: String { Self.text(bytes) }

    /// So many bytes with two digits or three, in the unit that suits them.
    static func text(_ bytes: Double) -> String {
        var (value, unit) = (bytes / 1e6, "MB")
        for larger in ["GB", "TB", "PB"] where value >= 1000 { (value, unit) = (value / 1000, larger) }
        let rounded = value >= 10 ? value.rounded() : (value * 10).rounded() / 10
        let text = rounded.description
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " " + unit
    }
}
