import Testing

@testable import Datasets

/// The times of steps, read and written in short form.
struct TimeLabelTests {
    private func texts(_ stamps: [String]) throws -> [String] {
        let times = stamps.map { TimeStamp.seconds($0) ?? .nan }
        let label = try #require(TimeLabel(times[...]))
        return stamps.indices.map { label.text($0) }
    }

    @Test func theShortestFormThatTellsStepsApart() throws {
        #expect(try texts(["1949-01", "1950-01", "1951-01"]) == ["1949", "1950", "1951"])
        #expect(try texts(["1949-01", "1949-02", "?", "1949-04"]) == ["Jan 1949", "Feb 1949", "", "Apr 1949"])
        #expect(try texts(["2024-01-30", "2024-01-31", "2024-02-01"]) == ["2024-01-30", "2024-01-31", "2024-02-01"])
        #expect(try texts(["2024-01-31 22:00", "2024-01-31 23:30", "2024-02-01 23:00"]) == ["01-31 22:00", "01-31 23:30", "02-01 23:00"])
        #expect(try texts(["2024-01-31 09:00", "2024-01-31 09:30"]) == ["09:00", "09:30"])
        #expect(try texts(["2024-01-31 09:00:05", "2024-01-31 09:00:06"]) == ["09:00:05", "09:00:06"])
        #expect(try texts(["2024-01-31"]) == ["2024-01-31"])
        #expect(TimeLabel([Double.nan][...]) == nil)
    }

    @Test func noMomentIsTooFar() throws {
        let label = try #require(TimeLabel([1e300, -1e300, -1, 9e12][...]))
        #expect(label.text(0).isEmpty && label.text(1).isEmpty && !label.text(2).isEmpty && label.text(-1).isEmpty && label.text(4).isEmpty)
    }

    @Test func partsAndWindowsKeepTheirTimes() throws {
        var options = TableOptions()
        (options.time, options.predicted) = (.name("month"), [.name("x")])
        let rows = (0..<24).map { "\(1949 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1),\($0)\n" }.joined()
        let data = try Table.read(file("month,x\n" + rows), options: options).0
        #expect(data.length(0) == 23 && data.timeLabel(of: 0)?.text(22) == "Nov 1950")
        let parts = try data.split([0.5, 0.5], seed: nil, by: .time)
        #expect(try #require(parts.test).timeLabel(of: 0)?.text(0) == "Jan 1950")
        let windows = try data.windows(length: 4, horizon: 2)
        #expect(windows.timeLabel(of: 3)?.text(0) == "Apr 1949")
        #expect(SingleSequence(of: windows, at: 3)?.dataset?.timeLabel(of: 3)?.text(1) == "May 1949")
    }
}
