/// Labels for the times of a sequence's steps, in as few characters as distinguish them, for the axes of charts.
public struct TimeLabel: Sendable {
    private enum Form {
        case year, month, date, dateAndHour, hour, second
    }

    private let times: ArraySlice<Double>
    private let form: Form
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Nil if no step has a time.
    ///
    /// - Parameter times: the times in seconds since 1970; NaN if unknown.
    /// - Complexity: O(steps).
    init?(_ times: ArraySlice<Double>) {
        self.times = times
        var (step, first, last): (Double, Double?, Double?) = (.infinity, nil, nil)
        for time in times where time.isFinite {
            if let last, time != last { step = min(step, abs(time - last)) }
            first = first ?? time
            last = time
        }
        guard let first, let last else { return nil }
        let day = 86_400.0
        switch step {
        case (360 * day)...: form = step.isFinite ? .year : .date
        case (27 * day)...: form = .month
        case day...: form = .date
        case 60...: form = abs(last - first) < day ? .hour : .dateAndHour
        default: form = abs(last - first) < day ? .second : .dateAndHour
        }
    }

    /// The time of a step, counted from 0, such as 1949, Jan 1949, 2024-01-31, 01-31 12:00, 12:00 or 12:00:05; empty if unknown.
    public func text(_ step: Int) -> String {
        guard times.indices.contains(times.startIndex + step), step >= 0 else { return "" }
        let time = times[times.startIndex + step]
        guard time.isFinite, abs(time) < 1e13 else { return "" }
        let (year, month, day) = TimeStamp.date(time)
        let second = Int((time - (time / 86_400).rounded(.down) * 86_400).rounded(.down))
        let clock = "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60))"
        return switch form {
        case .year: "\(year)"
        case .month: "\(Self.months[month - 1]) \(year)"
        case .date: "\(year)-\(Self.two(month))-\(Self.two(day))"
        case .dateAndHour: "\(Self.two(month))-\(Self.two(day)) \(clock)"
        case .hour: clock
        case .second: "\(clock):\(Self.two(second % 60))"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension SequenceDataset {
    /// The labels for the times of a sequence's steps; nil if they have none.
    ///
    /// - Complexity: O(steps of the sequence).
    public func timeLabel(of index: Int) -> TimeLabel? {
        storage.details.times.isEmpty ? nil : TimeLabel(storage.details.times[steps(index)])
    }
}
