/// The time from one step of a series to the next, as given in headers: `monthly`, `half_hourly`, `10_minutes`.
enum StepSpacing: Equatable {
    case seconds(Double)
    /// Months differ in length.
    case months(Int)

    /// Nil for an unknown text.
    init?(_ frequency: String) {
        let words = frequency.lowercased().split { $0 == "_" || $0 == " " }.map(String.init)
        guard let last = words.last, words.count <= 2 else { return nil }
        let count: Double
        switch words.count == 2 ? words[0] : "1" {
        case "half": count = 0.5
        case let number: count = Double(number).flatMap { (1e-3...1e6).contains($0) ? $0 : nil } ?? 0
        }
        guard count > 0 else { return nil }
        switch last {
        case "yearly", "annual", "annually", "years": self.init(months: 12 * count)
        case "quarterly", "quarters": self.init(months: 3 * count)
        case "monthly", "months": self.init(months: count)
        case "weekly", "weeks": self = .seconds(604_800 * count)
        case "daily", "days": self = .seconds(86_400 * count)
        case "hourly", "hours": self = .seconds(3600 * count)
        case "minutely", "minutes": self = .seconds(60 * count)
        case "secondly", "seconds": self = .seconds(count)
        default: return nil
        }
    }

    /// Nil for a fraction of a month.
    private init?(months: Double) {
        guard months == months.rounded(), months >= 1 else { return nil }
        self = .months(Int(months))
    }

    /// The time of a step, counted from 0, in seconds since 1970.
    ///
    /// - Parameter start: the time of the first step.
    func time(of step: Int, from start: Double) -> Double {
        switch self {
        case .seconds(let seconds): start + Double(step) * seconds
        case .months(let months): TimeStamp.adding(months: months * step, to: start)
        }
    }
}
