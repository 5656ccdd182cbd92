import Foundation
import Testing

@testable import Datasets

@Suite struct SingleSequenceTests {
    private func coded(_ single: SingleSequence) throws -> SingleSequence {
        try JSONDecoder().decode(SingleSequence.self, from: JSONEncoder().encode(single))
    }

    private let values = SequenceDataset(
        name: "v", presentation: .channels, inputs: .features(values: [1, 2, 3, 4, 5, 6], width: 1),
        targets: .stepValues(values: [10, 20, 30, 40, 50, 60], width: 1), offsets: [0, 2, 6])

    @Test func oneSequenceIsTheSameElsewhere() throws {
        let single = try coded(try #require(SingleSequence(of: values, at: 1)))
        let there = try #require(single.dataset)
        #expect(single.index == 1 && there.count == 2 && there.name == "v")
        guard case .features(let inputs, 1) = there.storage.inputs, case .stepValues(let targets, 1) = there.storage.targets else {
            Issue.record("\(there.storage.inputs)")
            return
        }
        #expect(there.steps(1) == 0..<4 && inputs == [3, 4, 5, 6] && targets == [30, 40, 50, 60])
        #expect(SingleSequence(of: values, at: 2) == nil && SingleSequence(of: values, at: -1) == nil)
    }

    /// Whatever another process sends, no inconsistent sequence is created.
    @Test(arguments: [
        ("\"steps\":4", "\"steps\":-1"), ("\"steps\":4", "\"steps\":5"), ("\"width\":1", "\"width\":0"),
        ("\"width\":1", "\"width\":9223372036854775807"),
        ("\"count\":2", "\"count\":1"), ("\"count\":2", "\"count\":9223372036854775807"), ("\"index\":1", "\"index\":-1"),
    ])
    func whatDoesNotFitIsRefused(_ from: String, _ to: String) throws {
        let text = String(decoding: try JSONEncoder().encode(try #require(SingleSequence(of: values, at: 1))), as: UTF8.self)
        let changed = text.replacing(from, with: to)
        #expect(changed != text)
        #expect(try JSONDecoder().decode(SingleSequence.self, from: Data(changed.utf8)).dataset == nil)
    }

    @Test func classesAndSymbolsAreOnesThatThereAre() throws {
        let text = SequenceDataset(
            name: "t", presentation: .symbols, inputs: .symbols(ids: [0, 1, 1], vocabulary: ["a", "b"]),
            targets: .stepClasses(labels: [0, 1, 2], names: ["x", "y", "z"]), offsets: [0, 3])
        let json = String(decoding: try JSONEncoder().encode(try #require(SingleSequence(of: text, at: 0))), as: UTF8.self)
        for (from, to) in [("[\"a\",\"b\"]", "[\"a\"]"), ("[\"x\",\"y\",\"z\"]", "[\"x\"]")] {
            #expect(json.contains(from))
            #expect(try JSONDecoder().decode(SingleSequence.self, from: Data(json.replacing(from, with: to).utf8)).dataset == nil)
        }
    }
}
