import Foundation
import Testing

@testable import Datasets

/// Weights of sequences, which are read with them.
struct WeightReadingTests {
    private func options(_ set: (inout TableOptions) -> Void) -> TableOptions {
        var options = TableOptions()
        options.weights = .name("w")
        set(&options)
        return options
    }

    @Test func tablesHaveAColumnOfThem() throws {
        let steps =
            "id,x,w,class\n"
            + (0..<12).map { "\($0 / 3),\($0 * $0 % 7),\([2, 0.5, 0, 1][$0 / 3]),\($0 / 3 % 2 == 0 ? "a" : "b")\n" }.joined()
        let (data, _, notes) = try Table.readNoted(file(steps), options: options { $0.sequence = .name("id") })
        #expect(data.storage.details.weights == [2, 0.5, 0, 1])
        #expect(data.features == 1 && data.weight(1) == 0.5 && data.select([3, 0]).weight(1) == 2)
        #expect(notes.contains(.columns(["w"], .weight, .asked)))
        let rows = "class,w,a,b\na,1,2,3\nb,4,5,6\n"
        let second = try Table.read(file(rows), options: options { ($0.rows, $0.label) = (.sequences, .name("class")) }).0
        #expect(second.storage.details.weights == [1, 4])
        #expect(try second.featureValues == [2, 3, 5, 6])
    }

    @Test func whatIsNoWeightIsRefused() throws {
        func problem(_ text: String) -> DataError? {
            dataError { _ = try Table.read(file(text), options: options { $0.sequence = .name("id") }) }
        }
        let head = "id,x,w,class\n"
        #expect(problem(head + "a,1,-1,u\na,2,-1,u\nb,1,1,v\n") == at(2, 5, .table(.notAWeight(found: "-1"))))
        #expect(problem(head + "a,1,?,u\nb,2,1,v\n") == at(2, 5, .table(.notAWeight(found: "?"))))
        #expect(problem(head + "a,1,1,u\na,2,2,u\nb,1,1,v\n") == at(3, 5, .table(.weightChanges(sequence: 1))))
        #expect(problem(head + "a,1,0,u\nb,2,0,v\n") == inFile(.table(.noWeights)))
        #expect(
            problem("id,x,class\na,1,u\nb,2,v\n")?.problem
                == .table(.noColumn(.name("w"), for: .weight, columns: 3, names: ["id", "x", "class"])))
    }

    @Test func objectsHaveAKeyOfThem() throws {
        var options = JSONOptions()
        options.weights = "w"
        let text = "{\"x\": [1, 2], \"y\": \"a\", \"w\": 2}\n{\"x\": [3], \"y\": \"b\", \"w\": 0}\n"
        let (data, notes) = try JSONLines.readPair(file(text), options: options)
        #expect(data.storage.details.weights == [2, 0] && notes.isEmpty)
        func problem(_ text: String) -> DataError? { dataError { _ = try JSONLines.read(file(text), options: options) } }
        #expect(problem("{\"x\": [1], \"w\": -1}\n") == at(1, 17, .jsonLines(.notAWeight)))
        #expect(problem("{\"x\": [1]}\n") == at(1, 1, .jsonLines(.noKey("w", found: ["x"]))))
        #expect(problem("{\"x\": [1, 2], \"w\": 0}\n") == inFile(.jsonLines(.noWeights)))
        // Series of one step predict nothing and are left out with their weights.
        let series = "{\"x\": [1, 2], \"w\": 2}\n{\"x\": [1], \"w\": 3}\n{\"x\": [1, 2, 3], \"w\": 4}\n"
        #expect(try JSONLines.read(file(series), options: options).storage.details.weights == [2, 4])
    }

    @Test func archivesHaveAnArrayOfThem() throws {
        func archive(_ weights: [Float], _ shape: [Int]) -> SourceFile {
            source(
                zip([
                    ("x.npy", npy("<f4", [2, 2, 1], floats([1, 2, 3, 4]))), ("y.npy", npy("<i8", [2], int64s([0, 1]))),
                    ("counts.npy", npy("<f4", shape, floats(weights))),
                ]))
        }
        var options = NumPyFiles.Options()
        options.weights = "counts"
        #expect(try NumPyFiles.read(archive: archive([0.5, 2], [2]), options: options).train?.storage.details.weights == [0.5, 2])
        #expect(try NumPyFiles.read(archive: archive([0.5, 2], [2])).train?.storage.details.weights == [])
        func problem(_ weights: [Float], _ shape: [Int]) -> DataError? {
            dataError { _ = try NumPyFiles.read(archive: archive(weights, shape), options: options) }
        }
        #expect(problem([1, -1], [2])?.problem == .arrays(.weight(2, value: -1)))
        #expect(problem([1, .infinity], [2])?.problem == .arrays(.weight(2, value: .infinity)))
        #expect(problem([1, 2, 3], [3])?.problem == .arrays(.weightsShape([3], sequences: 2)))
        #expect(problem([0, 0], [2])?.problem == .arrays(.noWeights))
        options.weights = "others"
        #expect(problem([1, 1], [2])?.problem == .numPy(.noArray("others", found: ["x", "y", "counts"])))
    }

    @Test func windowsAndPartsKeepThem() throws {
        var details = SequenceDataset.Details()
        details.weights = [3, 0.5]
        let data = SequenceDataset(
            name: "d", presentation: .channels, inputs: .features(values: (0..<20).map { Float($0) }, width: 1),
            targets: .stepValues(values: (0..<20).map { Float($0) }, width: 1), offsets: [0, 10, 20], details: details)
        let windows = try data.windows(length: 4, stride: 4)
        #expect((0..<windows.count).allSatisfy { windows.weight($0) == ($0 < windows.count / 2 ? 3 : 0.5) })
        let parts = try data.split([0.5, 0.5], seed: nil, by: .time)
        #expect(parts.test?.storage.details.weights == [3, 0.5])
        #expect(SingleSequence(of: data, at: 1)?.dataset?.weight(1) == 0.5)
    }
}
