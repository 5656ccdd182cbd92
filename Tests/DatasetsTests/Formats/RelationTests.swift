import Foundation
import Testing

@testable import Datasets

struct RelationTests {
    private let rows =
        "% a comment\n@RELATION 'my data'\n@attribute a1 numeric\n@attribute a2 REAL\n@attribute target {up, 'far down'}\n@data\n"

    @Test func readsRowsOfARFF() throws {
        let (data, _, _) = try ARFF.read(file(rows + "1,2,up\n3,?,'far down'\n"), missing: .refuse)
        #expect(try data.name == "my data" && data.classNames == ["up", "far down"] && data.labels == [0, 1])
        #expect(try data.featureValues == [1, 2, 3] && data.length(1) == 1)
    }

    @Test func readsDimensionsOfRelationalAttributes() throws {
        let text =
            "@relation r\n@attribute s relational\n @attribute t0 numeric\n @attribute t1 numeric\n@end s\n@attribute c {a,b}\n@data\n"
            + "'1,2\\n10,20',a\n\"3,4\\n30,40\",b\n"
        let (data, _, _) = try ARFF.read(file(text), missing: .refuse)
        #expect(try data.features == 2 && data.featureValues == [1, 10, 2, 20, 3, 30, 4, 40] && data.labels == [0, 1])
    }

    /// Numbers beside series, or in a last attribute named like a target, are targets.
    @Test func numbersMayBeTargets() throws {
        func targets(_ text: String) throws -> (values: [Float], inputs: [Float], notes: [DataNote])? {
            let (data, _, notes) = try ARFF.read(file(text), missing: .refuse)
            guard case .sequenceValues(let values, 1) = data.storage.targets else { return nil }
            return (values, try data.featureValues, notes)
        }
        let numbers = "@relation r\n@attribute a numeric\n@attribute b numeric\n@attribute NAME numeric\n@data\n1,2,3\n4,5,6\n"
        let named = try #require(try targets(numbers.replacing("NAME", with: "Target")))
        #expect(named.values == [3, 6] && named.inputs == [1, 2, 4, 5] && named.notes == [.columns(["Target"], .values, .name)])
        let (steps, _, notes) = try ARFF.read(file(numbers.replacing("NAME", with: "c")), missing: .refuse)
        guard case .stepValues = steps.storage.targets else { return #expect(Bool(false)) }
        #expect(notes == [.nextStepPredicted])
        let series = "@relation r\n@attribute s relational\n @attribute t numeric\n@end s\n@attribute v numeric\n@data\n"
        let beside = try #require(try targets(series + "'1,2,3\\n10,20,30',0.5\n'4,5\\n6,7',1.5\n"))
        #expect(beside.values == [0.5, 1.5] && beside.inputs == [1, 10, 2, 20, 3, 30, 4, 6, 5, 7])
        #expect(problem(series + "'1,2',?\n") { try ARFF.read($0, missing: .carry) }?.problem == .value(.noLabel(found: "?")))
        let two = "@relation r\n@attribute s relational\n@end s\n@attribute t relational\n@end t\n@attribute c {a}\n@data\n'1','2',a\n"
        #expect(problem(two) { try ARFF.read($0, missing: .refuse) }?.problem == .relation(.severalSeries(["s", "t"])))
        // If there are classes, a number is not a step.
        let classes = series.replacing("@data", with: "@attribute c {a,b}\n@data") + "'1,2\\n3,4',7,b\n"
        #expect(try ARFF.read(file(classes), missing: .refuse).0.featureValues == [1, 3, 2, 4])
    }

    @Test func readsSeriesOfTSF() throws {
        let text =
            "# Monash\n@relation m\n@attribute series_name string\n@attribute start_timestamp date\n@frequency hourly\n@data\n"
            + "T1:1990-01-01 00-00-00:1,2,3\nT2:1990-01-01 00-00-00:4,?,6\n"
        #expect(problem(text) { try TSF.read($0, missing: .refuse) } == at(8, 26, .value(.missing)))
        let data = try TSF.read(file(text), missing: .carry)
        guard case .stepValues(let values, 1) = data.storage.targets else { return #expect(Bool(false)) }
        #expect(try data.count == 2 && data.featureValues == [1, 2, 4, 4] && values == [2, 3, 4, 6])
        #expect(data.storage.details.times == [631_152_000, 631_155_600, 631_152_000, 631_155_600])
    }

    @Test func spacingsOfTSF() {
        #expect(StepSpacing("half_hourly") == .seconds(1800) && StepSpacing("10_minutes") == .seconds(600))
        #expect(StepSpacing("quarterly") == .months(3) && StepSpacing("yearly") == .months(12) && StepSpacing("0.3_yearly") == nil)
        #expect(StepSpacing("often") == nil && StepSpacing("") == nil && StepSpacing("-1_days") == nil)
        let dates = [0, 1, 13].map { TimeStamp.date(StepSpacing.months(1).time(of: $0, from: TimeStamp.seconds("2023-01-31") ?? 0)) }
        #expect(dates.map(\.day) == [31, 28, 29] && dates.map(\.month) == [1, 2, 2] && dates.map(\.year) == [2023, 2023, 2024])
    }

    @Test func formatsAreToldApart() throws {
        let files = [
            "a": rows + "1,2,up\n", "b": "@relation r\n@attribute n string\n@frequency daily\n@data\nx:1,2,3\n",
            "c.txt": "@problemName p\n@classLabel true a\n@data\n1,2:a\n",
        ]
        try withFiles(files) { path throws in
            #expect(try DataFile.inspect(path("a")).format == .arff)
            #expect(try DataFile.inspect(path("b")).format == .tsf)
            #expect(try DataFile.inspect(path("c.txt")).format == .ts)
        }
        #expect(problem(rows) { try TimeSeries.read($0, missing: .refuse) } == at(2, 1, .timeSeries(.isRelation)))
    }

    @Test func saysWhatIsWrongAndWhere() {
        func of(_ text: String) -> DataError? { problem(text) { try ARFF.read($0, missing: .refuse) } }
        #expect(of(rows + "1,2\n") == at(7, 1, .relation(.cells(found: 2, expected: 3))))
        #expect(of(rows + "1,x,up\n") == at(7, 3, .value(.notANumber(found: "x"))))
        #expect(of(rows + "1,2,left\n") == at(7, 5, .value(.unknownClass("left", expected: ["up", "far down"]))))
        #expect(of(rows + "1,2,?\n") == at(7, 5, .value(.noLabel(found: "?"))))
        #expect(of(rows + "{0 1, 2 up}\n") == at(7, 1, .relation(.isSparse)))
        #expect(of(rows + "1,2,'up\n") == at(7, 5, .relation(.openQuote)))
        #expect(of(rows) == inFile(.relation(.empty)))
        #expect(of("@relation a\n") == inFile(.relation(.noDataLine)))
    }

    @Test func neverTraps() {
        expectNoTrap(on: Data((rows + "1,2,up\n'3',4,'far down'\n").utf8)) { _ = try ARFF.read($0, missing: .carry) }
        expectNoTrap(on: Data("@relation m\n@attribute n string\n@data\nT1:1,?,3\n".utf8)) { _ = try TSF.read($0, missing: .carry) }
    }
}
