import TextFormatting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A range of numbers along a side of a chart, with round numbers as ticks.
struct Axis: Sendable, Equatable {
    struct Tick: Sendable, Equatable {
        var value: Double
        var label: String
    }

    let least: Double
    let greatest: Double
    let isLogarithmic: Bool

    /// Bounds that are not finite or not in order give the range 0...1; a range of a single number is widened.
    init(_ least: Double, _ greatest: Double, isLogarithmic: Bool = false) {
        guard least.isFinite, greatest.isFinite, least <= greatest, (greatest - least).isFinite else {
            (self.least, self.greatest, self.isLogarithmic) = (0, 1, false)
            return
        }
        if least == greatest {
            let margin = least == 0 ? 1 : least.magnitude / 2
            (self.least, self.greatest, self.isLogarithmic) = (least - margin, greatest + margin, false)
        } else {
            (self.least, self.greatest, self.isLogarithmic) = (least, greatest, isLogarithmic && least > 0)
        }
    }

    /// The position of a number between the ends, 0...1, or beyond these if it is outside the range; nil if it has no
    /// position.
    func position(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        guard isLogarithmic else { return (value - least) / (greatest - least) }
        guard value > 0 else { return nil }
        return (log10(value) - log10(least)) / (log10(greatest) - log10(least))
    }

    /// At most `count` round numbers within the range, in ascending order; at least two if `count` allows, since a
    /// single one gives no scale.
    func ticks(_ count: Int) -> [Tick] {
        guard count > 0 else { return [] }
        if isLogarithmic {
            let ticks = logarithmicTicks(count)
            if ticks.count > 1 { return ticks }
        }
        let ticks = linearTicks(count)
        guard ticks.count < 2, count > 1 else { return ticks }
        // Every n-th of more closely spaced ticks.
        for finer in count + 1...5 * count {
            let finer = linearTicks(finer)
            guard finer.count > 1 else { continue }
            let stride = max(1, (finer.count - 2) / (count - 1) + 1)
            return finer.enumerated().filter { $0.offset.isMultiple(of: stride) }.map(\.element)
        }
        return ticks
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    private func linearTicks(_ count: Int) -> [Tick] {
        let span = greatest - least
        guard span > 0, span.isFinite else { return [] }
        var exponent = Int(floor(log10(span / Double(count))))
        while true {
            for factor in [1.0, 2.0, 5.0] {
                let step = factor * power(exponent)
                guard step > 0, step.isFinite else { return [] }
                let first = (least / step - 1e-9).rounded(.up)
                let last = (greatest / step + 1e-9).rounded(.down)
                let number = last - first + 1
                guard number <= Double(count) else { continue }
                guard number >= 1 else { return [] }
                return (0..<Int(number)).map { index in
                    let value = (first + Double(index)) * step
                    return Tick(value: value, label: Self.label(value, exponent: exponent))
                }
            }
            exponent += 1
        }
    }

    /// Powers of ten, also with factors of 2 and 5 if there is room, or only every n-th power if there is not.
    private func logarithmicTicks(_ count: Int) -> [Tick] {
        let low = Int(floor(log10(least)))
        let high = Int(ceil(log10(greatest)))
        guard low < high else { return [] }
        func within(_ values: [(Double, Int)]) -> [Tick] {
            values.filter { $0.0 >= least * (1 - 1e-9) && $0.0 <= greatest * (1 + 1e-9) }.map {
                Tick(value: $0.0, label: Self.label($0.0, exponent: $0.1))
            }
        }
        for factors in [[1.0, 2, 5], [1.0, 3], [1.0]] {
            let ticks = within((low...high).flatMap { exponent in factors.map { ($0 * power(exponent), exponent) } })
            if ticks.count <= count { return ticks }
        }
        for stride in 2...max(2, high - low) {
            let ticks = within(Swift.stride(from: low, through: high, by: stride).map { (power($0), $0) })
            if ticks.count <= count { return ticks }
        }
        return []
    }

    /// An integer power of 10, correctly rounded.
    private func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }

    /// A number rounded to a multiple of `10^exponent`.
    static func label(_ value: Double, exponent: Int) -> String {
        let magnitude = value.magnitude
        if value == 0 { return "0" }
        if magnitude >= 1e15 || (exponent < -5 && magnitude < 1e-3) { return scientific(value, exponent: exponent) }
        if exponent >= 6, (value / 1e6).rounded() * 1e6 == value { return Figures.grouped(Int(value / 1e6)) + "M" }
        return exponent >= 0 ? Figures.grouped(Int(value.rounded())) : Figures.fixed(value, -exponent)
    }

    private static func scientific(_ value: Double, exponent last: Int) -> String {
        let exponent = Int(floor(log10(value.magnitude) + 1e-9))
        let digits = value / (Double("1e\(exponent)") ?? 1)
        return (exponent > last ? Figures.fixed(digits, exponent - last) : Figures.plain((digits * 10).rounded() / 10)) + "e\(exponent)"
    }
}
