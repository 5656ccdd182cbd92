/// Numbers as people read them, the same on every machine and in every locale.
public enum Figures {
    /// 1234567 as `1,234,567`.
    public static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.unicodeScalars.append(UnicodeScalar(digit))
        }
        return text
    }

    /// A number with this many decimals, rounded to the nearest, and with its thousands grouped, as in `112,698.70`; a number too large for
    /// that is written as Swift does.
    public static func fixed(_ number: Double, _ decimals: Int) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        var scale = 1
        for _ in 0..<max(0, min(decimals, 15)) { scale *= 10 }
        let scaled = (number.magnitude * Double(scale)).rounded()
        guard scaled < 9e15 else {
            let parts = "\(number)".split(separator: "e")
            guard parts.count == 2, let mantissa = Double(parts[0]) else { return "\(number)" }
            return fixed(mantissa, decimals) + "e" + parts[1]
        }
        let whole = Int(scaled)
        let sign = number < 0 && whole > 0 ? "-" : ""
        guard scale > 1 else { return sign + grouped(whole) }
        let fraction = String(whole % scale)
        return sign + grouped(whole / scale) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// A loss as tables, legends and sentences show it, so that it is the same number everywhere: with four decimals, fewer if it is large, or
    /// as `3.1e-5` if it is too small for four decimals.
    public static func loss(_ loss: Double) -> String {
        guard loss != 0, loss.isFinite else { return fixed(loss, 4) }
        if (loss.magnitude * 1e4).rounded() > 0, let text = [4, 3, 2, 1, 0].lazy.map({ fixed(loss, $0) }).first(where: { $0.count <= 9 }) {
            return text
        }
        var (mantissa, exponent) = (loss, 0)
        while mantissa.magnitude >= 9.995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        // A mantissa that would be rounded to 10 is 1 of the next power.
        while mantissa.magnitude < (exponent > -9 ? 0.995 : 0.95) { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return fixed(mantissa, exponent > 0 ? 2 : exponent > -10 ? 1 : 0) + "e\(exponent)"
    }

    /// A share, 0...1, as `3.40 %`.
    public static func percent(_ share: Double, decimals: Int = 2) -> String {
        fixed(share * 100, decimals) + " %"
    }

    /// A number as it would be typed: `0.003`, `100`, `1e-08`.
    public static func plain(_ number: Double) -> String {
        guard number.isFinite, number == number.rounded(), number.magnitude < 1e15 else { return "\(number)" }
        return String(Int(number))
    }

    /// A rate that differs from machine to machine, as `3,640/s`. Comparisons of outputs ignore such figures.
    ///
    /// - Parameters:
    ///   - perSecond: the number per second.
    ///   - unit: the name of what is counted, as in `3,640 symbols/s`; nil for none.
    public static func rate(_ perSecond: Double, of unit: String? = nil) -> String {
        let unit = (unit.map { " " + $0 } ?? "") + "/s"
        guard perSecond.isFinite, perSecond >= 0, perSecond < 1e15 else { return "0" + unit }
        return grouped(Int(perSecond.rounded())) + unit
    }

    /// `1 step`, `1,200 steps`.
    public static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? singular : plural ?? singular + "s")
    }

    /// The number rounded to this many significant digits, so that its decimal form is equally short.
    ///
    /// - Parameters:
    ///   - number: the number to round.
    ///   - digits: the number of digits, 1 to 15.
    public static func significant(_ number: Double, digits: Int) -> Double {
        guard number != 0, number.isFinite else { return number }
        let limit = (0..<digits).reduce(1.0) { power, _ in 10 * power }
        var (mantissa, exponent) = (abs(number), 0)
        while mantissa >= limit { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < limit / 10 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return (number < 0 ? -1 : 1) * (Double("\(Int(mantissa.rounded()))e\(exponent)") ?? number)
    }

    /// A size as `640 B`, `12.5 kB` or `2.00 GB`, with decimal prefixes.
    public static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var (value, unit) = (Double(count) / 1000, "kB")
        for larger in ["MB", "GB", "TB", "PB", "EB"] where value >= 999.5 { (value, unit) = (value / 1000, larger) }
        return "\(fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0)) \(unit)"
    }

    /// The size in bytes of a text such as `500 MB` or `2GB`; nil if it is not a size.
    public static func bytes(from text: String) -> Int? {
        let words = text.lowercased().filter { !$0.isWhitespace }
        let digits = words.prefix { $0.isNumber || $0 == "." }
        let units = ["": 1.0, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12]
        guard let number = Double(digits), let unit = units[String(words.dropFirst(digits.count))], number * unit < 1e18 else { return nil }
        return Int(number * unit)
    }

    /// Seconds as `45 s`, `3 min 20 s` or `2 h 05 min`.
    public static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
        let all = Int(seconds.rounded())
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if all < 60 { return "\(all) s" }
        if all < 3600 { return "\(all / 60) min \(two(all % 60)) s" }
        return "\(all / 3600) h \(two(all / 60 % 60)) min"
    }
}
