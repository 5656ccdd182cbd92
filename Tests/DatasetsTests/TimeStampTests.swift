import Testing

@testable import Datasets

/// Dates in texts, and their calendar features.
struct TimeStampTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02 00:00:01", 86_401), ("1970-01-01T01:02:03Z", 3723), ("2000-02-29", 951_782_400),
        ("2000/03/01", 951_868_800), ("1969-12-31", -86_400), ("1949-01", -662_688_000), ("Jan 1970", 0), ("3 Jan 1970", 172_800),
        ("Jan 3, 1970", 172_800), ("1970", 0), ("1970Q2", 7_776_000), ("951782400", 951_782_400), ("951782400000", 951_782_400),
        ("1/2/1970", 86_400), ("1/2/1970 1:00 PM", 86_400 + 46_800),
    ]) func textsAreRead(_ text: String, _ seconds: Double) {
        #expect(TimeStamp.seconds(text) == seconds)
    }

    @Test(arguments: ["", "12:30", "abc", "17", "2024-13-01", "2024-01-32", "99999999999999999999", "1/2/3", "-", "Jan"])
    func whatIsNoDateIsNone(_ text: String) {
        #expect(TimeStamp.seconds(text) == nil)
    }

    @Test func theOrderOfDayAndMonthIsFoundInAColumn() {
        #expect(TimeStamp.order(of: ["1/2/2024", "13/2/2024"]) == .dayFirst)
        #expect(TimeStamp.order(of: ["1/2/2024", "2/13/2024"]) == .monthFirst)
        #expect(TimeStamp.order(of: ["1/2/2024", "3/4/2024"]) == nil)
        #expect(TimeStamp.order(of: ["2024-01-02"]) == .monthFirst)
    }

    @Test func datesComeBack() throws {
        for text in ["1970-01-01", "2000-02-29", "1900-03-01", "2023-12-31", "1582-10-15"] {
            let date = TimeStamp.date(try #require(TimeStamp.seconds(text)))
            let written = "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
            #expect(written == text)
        }
    }

    @Test func aCalendarGoesRound() throws {
        func features(_ part: CalendarPart, _ text: String) throws -> [Float] {
            part.features(of: try #require(TimeStamp.seconds(text))).map { Float(($0 * 1000).rounded() / 1000) }
        }
        #expect(try features(.month, "2024-01-15") == [0, 1])
        #expect(try features(.month, "2024-04-15") == [1, 0])
        #expect(try features(.hour, "2024-04-15 12:00") == [0, -1])
        #expect(try features(.weekday, "2024-01-01") == [0, 1], "a Monday")
        #expect(try features(.weekday, "1969-12-29") == [0, 1], "a Monday before 1970")
        #expect(try features(.day, "2023-01-01") == [0, 1])
    }

    // MARK: Tables

    private let sales = """
        date,price,rain,holiday
        2024-01-01,10,1,0
        2024-01-02,11,2,1
        2024-01-03,12,3,0
        2024-01-04,13,4,1

        """

    @Test func columnsThatAreKnownAheadStandBesideTheStepBefore() throws {
        var options = TableOptions()
        (options.predicted, options.known) = ([.name("price")], [.name("holiday")])
        let (data, layout, notes) = try Table.readNoted(file(sales), options: options)
        #expect(layout.timeColumn == 0)
        #expect(data.storage.details.featureNames == ["price", "rain", "holiday"])
        #expect(try data.featureValues == [10, 1, 1, 11, 2, 0, 12, 3, 1])
        guard case .stepValues(let values, 1) = data.storage.targets else { return #expect(Bool(false)) }
        #expect(values == [11, 12, 13])
        #expect(notes.contains(.columns(["price"], .predicted, .asked)) && notes.contains(.columns(["holiday"], .known, .asked)))
    }

    @Test func theCalendarIsThatOfTheStepThatIsPredicted() throws {
        var options = TableOptions()
        (options.predicted, options.calendar) = ([.name("price")], [.weekday])
        let (data, _, notes) = try Table.readNoted(file(sales), options: options)
        #expect(data.storage.details.featureNames == ["price", "rain", "holiday", "weekday sin", "weekday cos"])
        #expect(data.storage.details.knownFeatures == [3, 4])
        // 2 January 2024 was a Tuesday.
        let tuesday = CalendarPart.weekday.features(of: 1_704_153_600).map { Float($0) }
        #expect(try Array(data.featureValues[3..<5]) == tuesday)
        #expect(notes.contains(.columns(["date"], .calendar, .timeStamps)))
    }

    @Test func stepsThatAreIrregularAreTold() throws {
        let table = "date,a\n2024-01-01,1\n2024-01-02,2\n2024-01-05,3\n"
        let notes = try Table.readNoted(file(table), options: TableOptions()).2
        #expect(notes.contains(.irregularSteps(shortest: 86_400, longest: 259_200)))
        let months = try Table.readNoted(file("month,a\n2023-01,1\n2023-02,2\n2023-03,3\n2023-04,4\n"), options: TableOptions()).2
        let isTold = months.contains { if case .irregularSteps = $0 { true } else { false } }
        #expect(!isTold)
    }

    @Test func whatDoesNotGoTogetherIsRefused() throws {
        func problem(_ text: String, _ change: (inout TableOptions) -> Void) -> DataError.Problem? {
            var options = TableOptions()
            change(&options)
            return dataError { _ = try Table.read(file(text), options: options) }?.problem
        }
        #expect(problem(sales) { ($0.predicted, $0.label) = ([.name("price")], .name("rain")) } == .table(.labelAndForecast))
        #expect(problem("a,b\n1,0.5\n5,0.7\n") { ($0.calendar, $0.predicted) = ([.month], [.name("a")]) } == .table(.noTimeColumn))
        #expect(
            problem("date,a\n1/2/2024,1\n3/4/2024,2\n") { ($0.calendar, $0.predicted) = ([.month], [.name("a")]) }
                == .table(.dayOrMonth(found: "1/2/2024")))
        #expect(
            problem(sales) { $0.predicted = [.name("cost")] }
                == .table(.noColumn(.name("cost"), for: .predicted, columns: 4, names: ["date", "price", "rain", "holiday"])))
    }
}
