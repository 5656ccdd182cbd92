import Foundation
import Testing

@testable import Datasets

/// Tables as found in practice: how columns are interpreted, and what is refused.
struct TableReadingTests {
    private func read(_ text: String, _ options: TableOptions = TableOptions()) throws -> (data: SequenceDataset, layout: TableLayout) {
        let (data, layout) = try Table.read(file(text), options: options)
        return (data, layout)
    }

    private func of(_ text: String, _ options: TableOptions = TableOptions()) -> DataError? {
        problem(text) { try Table.read($0, options: options) }
    }

    /// Rows of numbers after a header; `row` gives the cells of each.
    private func table(_ header: String, rows: Int = 12, _ row: (Int) -> String) -> String {
        header + (header.isEmpty ? "" : "\n") + (0..<rows).map { row($0) + "\n" }.joined()
    }

    private func noise(_ index: Int) -> String { String(Double((index * 7919) % 101) / 100 - 0.5) }

    @Test(arguments: [
        "2024-01-%02d 00:00:00", "2024-01-%02dT10:30:00Z", "%02d/01/2024", "%02d.01.2024 12:00", "Jan %02d 2024", "2001-%02d", "12:%02d:00",
        "Mon, %02d Jan 2024",
    ])
    func timesAreNoClasses(_ format: String) throws {
        let text = table("when,load,temp") { "\"\(String(format: format, $0 % 12 + 1))\",\(noise($0)),\(noise($0 + 5))" }
        let (data, layout) = try read(text)
        #expect(data.count == 1 && data.features == 2 && layout.rows == .steps && layout.labelColumn == nil)
        #expect(layout.notes.contains(.columns(["when"], .timeSteps, .timeStamps)))
    }

    @Test func aTableWithTimesHasARowAStep() throws {
        let text = table("time,ax,label") { "2024-01-01 00:00:\($0 + 10),\(noise($0)),\($0 < 6 ? "walk" : "run")" }
        let (data, layout) = try read(text)
        #expect(layout.rows == .steps && data.features == 1)
        guard case .stepClasses = data.storage.targets else { return #expect(Bool(false)) }
        let seconds = table("t,ax,label") { "\(Double($0) / 50),\(noise($0)),\($0 < 6 ? "walk" : "run")" }
        #expect(try read(seconds).layout.notes.contains(.columns(["t"], .timeSteps, .name)))
    }

    @Test func countersAreNoClassesAndNoFeatures() throws {
        let bare = try read(table("", rows: 50) { "\($0 + 1),\(noise($0))" })
        #expect(bare.data.count == 1 && bare.data.features == 1 && bare.layout.labelColumn == nil)
        #expect(bare.layout.notes.contains(.columns(["column 1"], .ignored, .counts)))
        let named = try read(table("cycle,a,b") { "\($0 * 10),\(noise($0)),\(noise($0 + 3))" })
        #expect(named.data.features == 2)
        let sequences = try read(table("n,a,b,label") { "\($0),\(noise($0)),\(noise($0 + 3)),\($0 % 2)" })
        #expect(sequences.data.length(0) == 2 && sequences.data.count == 12)
        // Seconds since 1970, not evenly spaced.
        let seconds = try read(table("") { "\(1_700_000_000 + $0 * 60 + $0 % 3),\(noise($0)),\(noise($0 + 3))" })
        #expect(seconds.data.features == 2 && seconds.layout.notes.contains(.columns(["column 1"], .timeSteps, .timeStamps)))
        // A counter that restarts with each sequence.
        let again = try read(table("id,step,a") { "\($0 / 6),\($0 % 6),\(noise($0))" })
        #expect(again.data.count == 2 && again.data.features == 1)
        // No feature would be left.
        #expect(try read(table("a") { "\($0)" }).data.features == 1)
    }

    @Test(arguments: ["", "Unnamed: 0"])
    func theIndexOfADataFrameIsLeftOut(_ name: String) throws {
        let text = table("\(name),ax,ay,label") { "\(($0 * 5) % 12),\(noise($0)),\(noise($0 + 1)),\($0 % 2 == 0 ? "walk" : "run")" }
        let (data, layout) = try read(text)
        #expect(data.count == 12 && data.length(0) == 2 && data.classNames == ["run", "walk"])
        #expect(layout.notes.contains { if case .columns(_, .ignored, .index) = $0 { true } else { false } })
    }

    @Test func coordinatesAreFeatures() throws {
        let (data, layout) = try read(table("sensor,x,y,z") { "A,\(noise($0)),\(noise($0 + 1)),\(noise($0 + 2))" })
        #expect(data.features == 3 && layout.labelColumn == nil)
        #expect(layout.notes.contains(.columns(["sensor"], .ignored, .constant)))
    }

    /// An id that differs in each row identifies rows, not sequences.
    @Test func anIdOfEachRowIsLeftOut() throws {
        let (data, layout) = try read(table("id,a,b,label") { "r\($0),\(noise($0)),\(noise($0 + 1)),\($0 % 2)" })
        #expect(data.count == 12 && data.length(0) == 2 && layout.rows == .sequences)
    }

    @Test func namesMayBeNumbers() throws {
        let (data, layout) = try read("0,1,2,label\n0.5,1,2,0\n0.25,3,4,1\n")
        #expect(data.count == 2 && data.classNames == ["0", "1"] && layout.hasHeader)
        let bare = try read("0,1,2\n0.5,1.5,2\n0.25,3,4\n")
        #expect(bare.layout.hasHeader && bare.data.length(0) == 1)
        #expect(try read("place,1990,1991,1992\na,0.5,1.5,2\nb,0.25,3,4\n").layout.hasHeader)
        #expect(try !read("1,0.5,2\n2,3.5,4\n").layout.hasHeader)
    }

    /// Integers that might count columns may have any size.
    @Test func theLargestWholeNumbersInTheFirstRow() {
        let greatest = "9223372036854775807"
        for row in ["\(greatest),\(greatest),\(greatest)", "9223372036854775806,\(greatest),\(greatest)", "-9223372036854775808,1,2"] {
            _ = try? read(row + "\n0.5,1.5,2.5\n1.5,2.5,3.5\n")
        }
    }

    @Test(arguments: ["N/A", "NA", "NaN", "null", "?", "-", "", "None", "n/a", "#N/A"])
    func markersOfMissingValuesMakeNoClass(_ marker: String) throws {
        let text = table("id,a,b") { "\($0 / 6),\($0 == 7 ? marker : noise($0)),\(noise($0 + 2))" }
        #expect(of(text) == at(9, 3, .value(.missing)))
        var options = TableOptions()
        options.missing = .carry
        #expect(try read(text, options).data.features == 2)
    }

    /// Programs quote a missing value in the only column, since an empty line is not a row.
    @Test func anEmptyCellInQuotesIsARow() throws {
        let text = "value\n1\n\"\"\n\n3\n4\n"
        #expect(of(text) == at(3, 1, .value(.missing)))
        var options = TableOptions()
        options.missing = .carry
        #expect(try read(text, options).data.featureValues == [1, 1, 3])
    }

    @Test func aMissingLabelIsRefused() {
        for marker in ["nan", "NaN", "", "N/A"] {
            #expect(of("id,a,y\n0,1,1\n0,2,1\n1,3,\(marker)\n1,4,0\n") == at(4, 5, .value(.noLabel(found: marker))))
        }
    }

    /// A word among numbers is a mistake in the file, not a class.
    @Test func aWordAmongNumbersIsRefused() {
        #expect(of(table("a,b") { "\($0 == 4 ? "oops" : noise($0)),\(noise($0 + 2))" }) == at(6, 1, .table(.notANumber(found: "oops"))))
        #expect(
            of(table("a,b") { "\"1,\(100 + $0 / 2)\",\(noise($0 + 2))" }) == at(2, 1, .table(.notANumber(found: "1,100"))))
    }

    @Test func equallyLikelyReadingsAreAskedAbout() {
        let words = table("a,kind,place") { "\(noise($0)),\($0 % 2 == 0 ? "x" : "y"),\($0 % 3 == 0 ? "p" : "q")" }
        #expect(of(words) == inFile(.table(.severalLabels([.name("kind"), .name("place")], file: "file"))))
        let ends = table("") { "\($0 % 2),\(noise($0)),\(($0 * 5) % 3)" }
        #expect(of(ends) == inFile(.table(.severalLabels([.number(1), .number(3)], file: "file"))))
        var options = TableOptions()
        options.label = .number(3)
        options.ignored = [.number(1)]
        #expect(of(ends, options) == nil)
        options = TableOptions()
        options.label = .name("kind")
        #expect(of(words, options) == inFile(.table(.wordsInFeature(column: .name("place"), example: "p"))))
    }

    @Test func readsDecimalCommas() throws {
        let named = try read("a;b;y\n0,25;-0,5;0\n1;1,5;1\n")
        #expect(try named.data.featureValues == [0.25, -0.5, 1, 1.5] && named.layout.decimalComma)
        let bare = try read(table("") { "0,\($0);1,\($0 + 1);\($0 % 2)" })
        #expect(bare.layout.separator == ";" && bare.layout.labelColumn == 2 && bare.data.count == 12)
        let single = try read("value\n0,5\n1,5\n2,5\n")
        #expect(try single.data.featureValues == [0.5, 1.5])
        // With decimal commas, a point would separate thousands.
        #expect(of("a;b;y\n0,25;1.250;0\n1,5;1;1\n") != nil)
        var options = TableOptions()
        options.decimalComma = true
        #expect(try read("a\tb\n1,5\t2\n2,5\t3\n", options).data.featureValues == [1.5, 2])
    }

    @Test func passesOverWhatIsNoRow() throws {
        let expected: [Float] = [1, 2, 3, 4]
        let bodies = [
            "# by a logger\n# units: g\na,b,y\n1,2,0\n3,4,1\n", "a,b,y\n1,2,0\n# in between\n3,4,1\n", "# a,b,y\n1,2,0\n3,4,1\n",
            "sep=;\na;b;y\n1;2;0\n3;4;1\n", "\u{FEFF}a,b,y\r\n1,2,0\r\n3,4,1\r\n", "a,b,y,\n1,2,0,\n3,4,1,\n", "a,b,y\n1,2,0,\n3,4,1,\n",
            "a,b,y,,\n1,2,0,,\n3,4,1,,\n", "a|b|y\n1|2|0\n3|4|1\n",
        ]
        for body in bodies {
            let (data, layout) = try read(body)
            #expect(try data.featureValues == expected && data.classNames == ["0", "1"] && layout.hasHeader, "\(body)")
        }
        var options = TableOptions()
        options.skippedLines = 2
        #expect(try read("made by hand\n1,2\na,b,y\n1,2,0\n3,4,1\n", options).data.featureValues == expected)
    }

    @Test func numbersThatCannotBeAreNamed() {
        #expect(of("a,b,y\n1e39,2,0\n") == at(2, 1, .value(.tooLarge(found: "1e39"))))
        #expect(of("a,b,y\n1,-inf,0\n") == at(2, 3, .value(.infinite(found: "-inf"))))
    }

    @Test func oneNumberIsOneClass() throws {
        let (data, _) = try read("id,a,y\n1,1,1\n2,2,1.0\n3,3,0\n")
        #expect(try data.classNames == ["0", "1"] && data.labels == [1, 1, 0])
        try withFiles(["a.csv": "id,a,y\n1,1,1\n2,2,0\n", "b.csv": "id,a,y\n1,1,1.0\n2,2,0.0\n"]) { path throws in
            #expect(try Table.load(train: path("a.csv"), test: path("b.csv")).test?.labels == [1, 0])
        }
    }

    @Test func columnsOfTheTestTableAreFoundByName() throws {
        let files = [
            "a.csv": "id,a,b,y\n1,1,2,u\n1,3,4,u\n2,5,6,v\n2,7,8,v\n", "b.csv": "y,b,id,a\nv,20,1,10\nv,40,1,30\n",
            "c.csv": "id,a,y\n1,1,u\n",
        ]
        try withFiles(files) { path throws in
            let test = try Table.load(train: path("a.csv"), test: path("b.csv")).test
            #expect(try test?.featureValues == [10, 20, 30, 40] && test?.labels == [1])
            #expect(
                dataError { _ = try Table.load(train: path("a.csv"), test: path("c.csv")) }
                    == DataError(.table(.columnsMissing(["b"], found: ["id", "a", "y"])), file: path("c.csv")))
        }
    }

    @Test func labelsAreClassesOfSteps() throws {
        var options = TableOptions()
        options.target = .labels
        let (data, _) = try read("id,a,y\n1,1,u\n1,2,u\n2,3,v\n2,4,v\n", options)
        guard case .stepClasses(let labels, _) = data.storage.targets else { return #expect(Bool(false)) }
        #expect(labels == [0, 0, 1, 1])
    }

    @Test func neverTraps() {
        for text in ["# a,b\n1;2,5;x\n3;4,5;y\n", "sep=;\n,a;b\n0;1;2\n1;2,5;\n", table("t,a,y", rows: 6) { "2024-01-0\($0 + 1),\($0),u" }]
        {
            expectNoTrap(on: Data(text.utf8)) { _ = try Table.read($0, options: TableOptions()) }
        }
    }
}
