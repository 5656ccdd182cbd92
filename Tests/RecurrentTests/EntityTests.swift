import Datasets
import Testing

@testable import Recurrent

/// Entities as counted by conlleval; the expected figures are counted by hand.
@Suite struct EntityTests {
    private let names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]

    private func entities(_ text: String, _ names: [String]) throws -> [String] {
        let tags = try #require(EntityTags(names))
        let classes = text.split(separator: " ").map { Int32(names.firstIndex(of: String($0)) ?? -1) }
        return tags.entities(in: classes).map { "\($0.type) \($0.steps.lowerBound)..\($0.steps.upperBound - 1)" }
    }

    @Test func entitiesBeginAndEnd() throws {
        #expect(try entities("B-PER I-PER O B-LOC", names) == ["PER 0..1", "LOC 3..3"])
        #expect(try entities("B-PER B-PER I-PER", names) == ["PER 0..0", "PER 1..2"])
        // IOB1: an entity may begin with I; another type begins another entity.
        #expect(try entities("I-PER I-PER I-LOC O I-LOC", names) == ["PER 0..1", "LOC 2..2", "LOC 4..4"])
        #expect(try entities("B-PER I-LOC I-LOC", names) == ["PER 0..0", "LOC 1..2"])
        #expect(try entities("O O", names) == [])
    }

    @Test func endsAndSingleStepsAreTold() throws {
        let names = ["O", "B-X", "I-X", "E-X", "S-X"]
        #expect(try entities("B-X I-X E-X S-X S-X I-X O E-X I-X", names) == ["X 0..2", "X 3..3", "X 4..4", "X 5..5", "X 7..7", "X 8..8"])
        #expect(try entities("U-Y B-Y L-Y", ["O", "U-Y", "B-Y", "L-Y"]) == ["Y 0..0", "Y 1..2"])
    }

    @Test func otherNamesAreNoTags() {
        #expect(EntityTags(["NOUN", "VERB"]) == nil)
        #expect(EntityTags(["O"]) == nil)
        #expect(EntityTags(["O", "B-PER", "x-PER"]) == nil)
        #expect(EntityTags(["B-A", "B-B"]) != nil)
    }

    /// True: PER 0..1, LOC 3..3 | LOC 0..1. Predicted: PER 0..1, LOC 3..4 | LOC 0..1, PER 3..3. Two are correct, of
    /// three and of four.
    @Test func entitiesAreRightAsAWhole() throws {
        func classes(_ text: String) -> [Int32] { text.split(separator: " ").map { Int32(names.firstIndex(of: String($0)) ?? -1) } }
        let real = classes("B-PER I-PER O B-LOC O B-LOC I-LOC O O")
        let said = classes("B-PER I-PER O B-LOC I-LOC B-LOC I-LOC O B-PER")
        let data = SequenceDataset(
            name: "names", presentation: .symbols, inputs: .symbols(ids: [Int32](repeating: 0, count: 9), vocabulary: ["a"]),
            targets: .stepClasses(labels: real, names: names), offsets: [0, 5, 9])
        var counter = try #require(EntityCounter(data))
        for (step, kind) in said.enumerated() { counter.note(Int(kind), at: step) }
        let score = counter.score
        #expect(score == EntityScore(real: 3, said: 4, right: 2))
        #expect(score.precision == 0.5 && abs(score.recall - 2.0 / 3) < 1e-15 && abs(score.f1 - 4.0 / 7) < 1e-15)
        #expect(EntityScore(real: 2, said: 0, right: 0).f1 == 0)
    }

    @Test func entitiesCountAsTheirSequences() throws {
        var details = SequenceDataset.Details()
        details.weights = [0.5, 3, 0]
        let data = SequenceDataset(
            name: "names", presentation: .symbols, inputs: .symbols(ids: [0, 0, 0, 0], vocabulary: ["a"]),
            targets: .stepClasses(labels: [0, 0, 1, 0], names: ["B-PER", "O"]), offsets: [0, 2, 3, 4], details: details)
        var counter = try #require(EntityCounter(data))
        for (step, kind) in [0, 1, 0, 0].enumerated() { counter.note(kind, at: step) }
        #expect(counter.score == EntityScore(real: 1, said: 3.5, right: 0.5))
    }

    /// Also if a long sequence is read window by window.
    @Test func evaluationCountsEntities() throws {
        let pattern: [Int32] = [1, 2, 0, 3]
        let ids = (0..<1_200).map { pattern[$0 % 4] }
        let data = SequenceDataset(
            name: "names", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: ["o", "p", "q", "r"]),
            targets: .stepClasses(labels: ids, names: ["O", "B-PER", "I-PER", "B-LOC"]), offsets: [0, 600, 1_200])
        let network = Network([.embedding(size: 8), TinyTasks.recurrent(.gru(.after), 8), TinyTasks.dense(4)])
        var plan = TinyTasks.plan
        plan.epochs = 150
        let run = try TrainingRun(network: network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        let evaluation = try run.model.evaluate(data)
        let score = try #require(evaluation.entities)
        #expect(score.real == 600)
        #expect(evaluation.error == 0 && score == EntityScore(real: 600, said: 600, right: 600))
    }
}
