import Foundation
import Testing

@testable import Datasets

struct TableTests {
    private func read(_ text: String, _ options: TableOptions = TableOptions()) throws -> SequenceDataset {
        try Table.read(file(text), options: options).0
    }

    private func of(_ text: String, _ options: TableOptions = TableOptions()) -> DataError? {
        problem(text) { try Table.read($0, options: options) }
    }

    @Test func aRowAStepWithSequencesByColumn() throws {
        let dataset = try read("id,x,y2,label\nb,1,2,walk\nb,3,4,walk\na,5,6,run\n")
        #expect(dataset.count == 2 && dataset.features == 2)
        #expect(try dataset.featureValues == [1, 2, 3, 4, 5, 6])
        #expect(dataset.length(0) == 2 && dataset.length(1) == 1)
        #expect(dataset.classNames == ["run", "walk"])
        guard case .sequenceClasses(let labels, _) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(labels == [1, 0])
    }

    @Test func labelsThatChangeBelongToSteps() throws {
        let dataset = try read("id;x;class\n1;0.5;a\n2;1;b\n1;2;b\n")
        guard case .stepClasses(let labels, _) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(labels == [0, 1, 1])
        #expect(try dataset.featureValues == [0.5, 2, 1])
    }

    @Test func aRowASequenceAsInTheUCRArchive() throws {
        let dataset = try read("1\t0.5\t0.25\t1.5\n-1\t2\t3.5\tNaN\n")
        #expect(dataset.count == 2 && dataset.features == 1)
        #expect(dataset.length(0) == 3 && dataset.length(1) == 2)
        #expect(dataset.classNames == ["-1", "1"])
        #expect(try dataset.labels == [1, 0])
    }

    @Test func withoutLabelsTheNextRowIsPredicted() throws {
        let dataset = try read("temperature,wind\n1,2\n3,4\n5,6\n")
        guard case .stepValues(let values, 2) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(try dataset.featureValues == [1, 2, 3, 4])
        #expect(values == [3, 4, 5, 6])
    }

    @Test func labelsWithFractionsAreValues() throws {
        let dataset = try read("target,a,b\n0.5,1,2\n2,3,4\n")
        guard case .sequenceValues(let values, 1) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(values == [0.5, 2])
        var options = TableOptions()
        options.target = .classes
        #expect(try read("target,a,b\n0.5,1,2\n2,3,4\n", options).classNames == ["0.5", "2"])
    }

    @Test func optionsOverrideWhatWasFound() throws {
        var options = TableOptions()
        options.label = .name("kind")
        options.sequence = .number(1)
        options.ignored = [.name("time")]
        let dataset = try read("who,time,v,kind\np,9,1,x\nq,9,2,y\n", options)
        #expect(dataset.count == 2 && dataset.features == 1)
        for number in [0, -1, 5, Int.min, .max] {
            options.label = .number(number)
            #expect(
                of("who,time,v,kind\np,9,1,x\n", options)
                    == inFile(.table(.noColumn(.number(number), for: .label, columns: 4, names: ["who", "time", "v", "kind"]))))
        }
        options.label = .name("kinds")
        #expect(
            of("who,time,v,kind\np,9,1,x\n", options)
                == inFile(.table(.noColumn(.name("kinds"), for: .label, columns: 4, names: ["who", "time", "v", "kind"]))))
    }

    @Test func quotesMayHoldSeparatorsAndLineEnds() throws {
        let dataset = try read("\"id\",\"x\",\"label\"\n\"a, \"\"b\"\"\n\",1,p\n\"c\",\"2\",q\n")
        #expect(dataset.count == 2 && dataset.classNames == ["p", "q"])
        #expect(of("id,x,label\na,1,b\n\"c,2,d\n") == at(3, 1, .table(.openQuote)))
    }

    @Test func saysWhatIsWrongAndWhere() {
        #expect(of("id,x,label\na,1,b\na,oops,b\n") == at(3, 3, .table(.notANumber(found: "oops"))))
        #expect(of("id,x,label\na,1,b\na,1\n") == at(3, nil, .table(.cells(found: 2, expected: 3))))
        #expect(of("id,x,label\na,1,b\na,,b\n") == at(3, 3, .value(.missing)))
        #expect(of("id,x,label\n") == inFile(.table(.noRowsAfterHeader)))
        #expect(of("") == inFile(.file(.empty)))
    }

    @Test func theTestTableFollowsTheTrainingTable() throws {
        try withFiles(["a.csv": "id,x,label\n1,1,u\n2,2,v\n", "b.csv": "id,x,label\n1,3,v\n", "c.csv": "id,x,label\n1,3,w\n"]) { path in
            let pair = try Table.load(train: path("a.csv"), test: path("b.csv"))
            #expect(try pair.test?.labels == [1])
            #expect(
                dataError { _ = try Table.load(train: path("a.csv"), test: path("c.csv")) }
                    == DataError(.value(.unknownClass("w", expected: ["u", "v"])), file: path("c.csv"), line: 2))
        }
    }

    @Test func neverTraps() {
        for text in ["id,x,label\n\"a\",1,b\nc,2.5,d\n", "1\t0.5\t2\n2\t1\t\n"] {
            expectNoTrap(on: Data(text.utf8)) { file in
                var filling = TableOptions()
                filling.missing = .carry
                _ = try? Table.read(file, options: filling)
                _ = try Table.read(file, options: TableOptions())
            }
        }
    }
}
