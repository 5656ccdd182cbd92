/// Times in the Gregorian calendar as written in texts, in seconds since 1970. Time zones are ignored: the hour as written counts.
struct TimeStamp {
    /// The order of day and month if both are numbers: `1/2/2024`.
    enum DateOrder: Sendable, Equatable {
        case dayFirst, monthFirst
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Nil for a text that is not a date: a time of day alone, or a number of unknown meaning.
    static func seconds(_ text: String, order: DateOrder = .monthFirst) -> Double? {
        if let number = Double(text) { return seconds(number) }
        guard (4...40).contains(text.utf8.count) else { return nil }
        var (numbers, words) = pieces(text)
        guard numbers.allSatisfy({ $0.count <= 9 }) else { return nil }
        if let month = words.lazy.compactMap({ word in months.firstIndex { word.hasPrefix($0) && word.count >= 3 } }).first {
            return named(numbers, month: month + 1)
        }
        let values = numbers.compactMap { Int($0) }
        guard let first = values.first, values.count == numbers.count else { return nil }
        if words.first == "q", values.count == 2, let year = values.first(where: { $0 >= 1000 }),
            let quarter = values.first(where: { 1...4 ~= $0 })
        {
            return seconds(year, 3 * quarter - 2, 1, [])
        }
        words.removeAll { ["t", "z", "utc", "gmt", "am", "pm"].contains($0) }
        guard words.isEmpty, values.count >= 2 else { return nil }
        let isAfternoon = text.lowercased().hasSuffix("pm")
        if first >= 1000 {
            guard values.count > 2 else { return text.contains(":") ? nil : seconds(first, values[1], 1, []) }
            return seconds(first, values[1], values[2], Array(values.dropFirst(3)), isAfternoon: isAfternoon)
        }
        guard values.count >= 3, values[2] >= 1000 else { return nil }
        let (day, month) = order == .dayFirst ? (first, values[1]) : (values[1], first)
        return seconds(values[2], month, day, Array(values.dropFirst(3)), isAfternoon: isAfternoon)
    }

    /// The seconds of an unambiguous date; nil for a number that may count steps, and if day and month may be interchanged.
    static func certainSeconds(_ text: String) -> Double? {
        if let number = Double(text), number < 1e8 { return nil }
        return order(of: CollectionOfOne(text)).flatMap { seconds(text, order: $0) }
    }

    /// The order that all of these dates allow; nil if both orders are possible and give different dates.
    static func order(of texts: some Sequence<String>) -> DateOrder? {
        var (canBeDayFirst, canBeMonthFirst, matters) = (true, true, false)
        for text in texts {
            let values = pieces(text).numbers.compactMap { Int($0) }
            guard values.count >= 3, values[0] < 1000, values[2] >= 1000 else { continue }
            if values[1] > 12 { canBeDayFirst = false }
            if values[0] > 12 { canBeMonthFirst = false }
            if values[0] != values[1] { matters = true }
        }
        guard matters, canBeDayFirst, canBeMonthFirst else { return canBeMonthFirst ? .monthFirst : .dayFirst }
        return nil
    }

    private static func pieces(_ text: String) -> (numbers: [String], words: [String]) {
        var (numbers, words): ([String], [String]) = ([], [])
        var (isNumber, isWord) = (false, false)
        for character in text.lowercased() {
            if character.isASCII, character.isNumber {
                if isNumber { numbers[numbers.count - 1].append(character) } else { numbers.append(String(character)) }
                (isNumber, isWord) = (true, false)
            } else if character.isLetter {
                if isWord { words[words.count - 1].append(character) } else { words.append(String(character)) }
                (isNumber, isWord) = (false, true)
            } else {
                (isNumber, isWord) = (false, false)
            }
        }
        return (numbers, words)
    }

    /// A year, or a count since 1970 of seconds, milliseconds or smaller units.
    private static func seconds(_ number: Double) -> Double? {
        if (1000...2999).contains(number), number == number.rounded() { return seconds(Int(number), 1, 1, []) }
        for (range, scale) in [(1e8...4e9, 1.0), (1e11...4e12, 1e3), (1e14...4e15, 1e6), (1e17...4e18, 1e9)] where range.contains(number) {
            return number / scale
        }
        return nil
    }

    /// `Jan 2024`, `3 Jan 2024 12:00`, `Jan 3, 2024`.
    private static func named(_ numbers: [String], month: Int) -> Double? {
        let values = numbers.compactMap { Int($0) }
        guard values.count == numbers.count, let place = values.firstIndex(where: { $0 >= 1000 }) else { return nil }
        return seconds(values[place], month, place > 0 ? values[0] : 1, Array(values.dropFirst(place + 1)))
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ time: [Int], isAfternoon: Bool = false) -> Double? {
        guard 1...12 ~= month, 1...31 ~= day else { return nil }
        var hour = time.first ?? 0
        let (minute, second) = (time.count > 1 ? time[1] : 0, time.count > 2 ? time[2] : 0)
        if isAfternoon, hour < 12 { hour += 12 }
        guard 0...24 ~= hour, 0...59 ~= minute, 0...60 ~= second else { return nil }
        return Double(days(year, month, day)) * 86_400 + Double(hour * 3600 + minute * 60 + second)
    }

    // MARK: The calendar

    /// Days since 1 January 1970: years begin in March, so that the leap day is their last day.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let march = month > 2 ? year : year - 1
        let century = march >= 0 ? march / 400 : (march - 399) / 400
        let yearOfEra = march - century * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return century * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The time this many months later, on the same day of the month or the last day of a shorter one.
    static func adding(months: Int, to start: Double) -> Double {
        let (year, month, day) = date(start)
        let later = year * 12 + month - 1 + months
        let (laterYear, laterMonth) = (Int((Double(later) / 12).rounded(.down)), (later % 12 + 12) % 12 + 1)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let isLeap = laterYear % 4 == 0 && (laterYear % 100 != 0 || laterYear % 400 == 0)
        let length = laterMonth == 2 && isLeap ? 29 : lengths[laterMonth - 1]
        let time = start - (start / 86_400).rounded(.down) * 86_400
        return Double(days(laterYear, laterMonth, min(day, length))) * 86_400 + time
    }

    /// The date of a time.
    static func date(_ seconds: Double) -> (year: Int, month: Int, day: Int) {
        let shifted = Int((seconds / 86_400).rounded(.down)) + 719_468
        let century = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
        let dayOfEra = shifted - century * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + century * 400 + (month < 10 ? 0 : 1)
        return (year, month < 10 ? month + 3 : month - 9, day)
    }
}

/// A calendar feature of a time, as two numbers: the sine and cosine of its position in the cycle of the year, the week or the day, so that
/// December is next to January.
public enum CalendarPart: String, Sendable, Hashable, CaseIterable {
    /// The position in the year, in months.
    case month
    /// The position in the year, in days.
    case day
    /// The position in the week.
    case weekday
    /// The position in the day.
    case hour

    /// The names of its two numbers.
    var featureNames: [String] { ["\(rawValue) sin", "\(rawValue) cos"] }

    /// Both numbers for a time.
    func features(of seconds: Double) -> [Double] {
        let share = turn(of: seconds)
        return [sine(turns: share), cosine(turns: share)]
    }

    /// 0 at the first of January, at the start of Monday, and at midnight.
    private func turn(of seconds: Double) -> Double {
        let days = (seconds / 86_400).rounded(.down)
        switch self {
        case .month: return Double(TimeStamp.date(seconds).month - 1) / 12
        case .day:
            let date = TimeStamp.date(seconds)
            let first = TimeStamp.seconds("\(date.year)-01-01") ?? 0
            return (days - (first / 86_400).rounded(.down)) / 365.25
        case .weekday:
            // 1 January 1970 was a Thursday.
            let weekday = (Int(days) + 3) % 7
            return Double(weekday < 0 ? weekday + 7 : weekday) / 7
        case .hour: return (seconds - days * 86_400) / 86_400
        }
    }
}
