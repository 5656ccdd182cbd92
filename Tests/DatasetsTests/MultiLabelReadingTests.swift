import Foundation
import Testing

@testable import Datasets

/// Several labels for each sequence, read from files.
struct MultiLabelReadingTests {
    private func labels(_ data: SequenceDataset) throws -> (values: [Float], names: [String]) {
        guard case .sequenceLabels(let values, let names) = data.storage.targets else { throw SequenceDataset.Mismatch() }
        return (values, names)
    }

    private func options(_ set: (inout TableOptions) -> Void) -> TableOptions {
        var options = TableOptions()
        options.sequence = .name("id")
        set(&options)
        return options
    }

    @Test(arguments: [";", "|", " "]) func namesStandInOneColumn(_ mark: String) throws {
        let text = "id,x,mood\na,1,sad\(mark)slow\na,2,sad\(mark)slow\nb,3,\nc,4,glad\n"
        let (data, _, notes) = try Table.readNoted(file(text), options: options { ($0.label, $0.target) = (.name("mood"), .multilabel) })
        let (values, names) = try labels(data)
        #expect(names == ["glad", "sad", "slow"] && values == [0, 1, 1, 0, 0, 0, 1, 0, 0])
        #expect(data.classNames == names && data.classCounts == [1, 1, 1])
        #expect(notes.contains(.columns(["mood"], .labels, .separated(by: Character(mark)))))
    }

    @Test func columnsAreLabelsOfTheirOwn() throws {
        let text = "id,x,sad,slow\na,1,1,0\na,2,1,0\nb,3,0,1\nb,4,0,1\nc,5,1,1\n"
        let several = options { ($0.label, $0.moreLabels) = (.name("sad"), [.name("slow")]) }
        let (values, names) = try labels(Table.read(file(text), options: several).0)
        #expect(names == ["sad", "slow"] && values == [1, 0, 0, 1, 1, 1])
        func problem(_ text: String, _ target: TargetKind? = nil) -> DataError? {
            var options = several
            options.target = target
            return dataError { _ = try Table.read(file(text), options: options) }
        }
        #expect(problem("id,x,sad,slow\na,1,1,2\nb,2,0,0\n")?.problem == .table(.notZeroOrOne(found: "2")))
        #expect(problem(text, .values)?.problem == .table(.severalLabelColumns))
        #expect(problem("id,x,sad,slow\na,1,1,0\na,2,1,1\nb,3,0,1\n")?.problem == .table(.labelChanges(sequence: 1)))
    }

    @Test func testTablesHaveTheLabelsOfTheTrainingTable() throws {
        let (train, test) = ("id,x,mood\na,1,sad;slow\nb,2,glad\n", "id,x,mood\na,1,slow\nb,2,glad;sad\n")
        let asked = options { ($0.label, $0.target) = (.name("mood"), .multilabel) }
        let pair = try withFiles(["a": train, "b": test]) { try Table.load(train: $0("a"), test: $0("b"), options: asked) }
        #expect(try labels(#require(pair.test)).values == [0, 0, 1, 1, 1, 0])
        let problem = dataError {
            _ = try withFiles(["a": train, "b": "id,x,mood\na,1,loud\n"]) { try Table.load(train: $0("a"), test: $0("b"), options: asked) }
        }
        #expect(problem?.problem == .value(.unknownClass("loud", expected: ["glad", "sad", "slow"])))
    }

    @Test func objectsHaveListsOfThem() throws {
        var asked = JSONOptions()
        asked.target = .multilabel
        let text = "{\"x\": [1, 2], \"y\": [\"sad\", \"slow\"]}\n{\"x\": [3], \"y\": []}\n{\"x\": [4], \"y\": \"glad\"}\n{\"x\": [5]}\n"
        let (values, names) = try labels(JSONLines.read(file(text), options: asked))
        #expect(names == ["glad", "sad", "slow"] && values == [0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
        // If it is not specified, the error asks for it.
        #expect(
            dataError { _ = try JSONLines.read(file("{\"x\": [1, 2, 3], \"y\": [\"sad\", \"slow\"]}\n")) }?.problem
                == .jsonLines(.targets(found: 2, steps: 3)))
    }

    @Test func archivesHaveARowOfZerosAndOnes() throws {
        func read(_ values: [Int64], _ shape: [Int]) throws -> SequenceDataset? {
            var options = NumPyFiles.Options()
            options.target = .multilabel
            let x = npy("<f4", [2, 2, 1], floats([1, 2, 3, 4]))
            return try NumPyFiles.read(
                archive: source(zip([("x.npy", x), ("y.npy", npy("<i8", shape, int64s(values)))])), options: options
            ).train
        }
        let (values, names) = try labels(#require(try read([1, 1, 0, 0, 0, 0], [2, 3])))
        #expect(values == [1, 1, 0, 0, 0, 0] && names == ["0", "1", "2"])
        #expect(dataError { _ = try read([1, 2, 0, 0, 0, 0], [2, 3]) }?.problem == .arrays(.notLabels(shape: [2, 3])))
        #expect(dataError { _ = try read([1, 0], [2]) }?.problem == .arrays(.notLabels(shape: [2])))
    }

    @Test func otherDataIsMatchedByName() throws {
        func data(_ values: [Float], _ names: [String]) -> SequenceDataset {
            SequenceDataset(
                name: "d", presentation: .channels, inputs: .features(values: [1, 2], width: 1),
                targets: .sequenceLabels(values: values, names: names), offsets: [0, 1, 2])
        }
        let known = data([0, 0, 0, 0], ["sad", "slow"])
        #expect(try labels(data([1, 0, 1, 1], ["slow", "sad"]).matched(to: known)).values == [0, 1, 1, 1])
        #expect(try labels(data([1, 0, 1, 0], ["slow", "loud"]).matched(to: known)).values == [0, 1, 0, 1])
        #expect(
            dataError { _ = try data([1, 0, 1, 1], ["slow", "loud"]).matched(to: known) }?.problem
                == .matching(.unknownClasses(data: "d", ["loud"], known: ["sad", "slow"])))
        #expect(data([1, 0, 1, 1], ["a", "b"]).fingerprint != data([1, 0, 1, 0], ["a", "b"]).fingerprint)
        let single = try #require(SingleSequence(of: data([1, 0, 0, 1], ["a", "b"]), at: 1)?.dataset)
        #expect(try labels(single).values == [0, 1])
    }
}
