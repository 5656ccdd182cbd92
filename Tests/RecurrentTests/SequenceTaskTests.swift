import Datasets
import Testing

@testable import Recurrent

private let gru = Layer.recurrent(Recurrence(cell: .gru(.after), units: 20))

private func dataset(_ targets: SequenceDataset.Targets, symbols: Bool = false, offsets: [Int] = [0, 3, 5]) -> SequenceDataset {
    let steps = offsets.last ?? 0
    return SequenceDataset(
        name: "toy", presentation: .channels,
        inputs: symbols
            ? .symbols(ids: Array(repeating: 1, count: steps), vocabulary: ["a", "b", "c", "d"])
            : .features(values: Array(repeating: 0, count: steps * 2), width: 2),
        targets: targets, offsets: offsets)
}

private func problem(_ layers: [Layer], _ data: SequenceDataset) -> String? {
    do {
        _ = try Network(layers).task(for: data)
        return nil
    } catch {
        return error.description
    }
}

@Suite struct SequenceTaskTests {
    let classes = ["x", "y", "z"]
    let head = Layer.dense(units: 3, activation: .linear)

    @Test func followsFromNetworkAndData() throws {
        let whole = dataset(.sequenceClasses(labels: [0, 1], names: classes))
        let steps = dataset(.stepClasses(labels: [0, 1, 2, 0, 1], names: classes))
        let text = dataset(.nextSymbol, symbols: true)
        #expect(try Network([gru, .last, head]).task(for: whole) == .classification(classes: 3))
        #expect(try Network([gru, head]).task(for: steps) == .labelling(classes: 3))
        #expect(try Network([gru, .dense(units: 4, activation: .linear)]).task(for: text) == .languageModel(vocabulary: 4))
        let value = dataset(.sequenceValues(values: [1, 2, 3, 4, 5, 6], width: 3))
        #expect(try Network([gru, .mean, head]).task(for: value) == .sequenceRegression(width: 3))
        let values = dataset(.stepValues(values: Array(repeating: 1, count: 15), width: 3))
        #expect(try Network([gru, head]).task(for: values) == .stepRegression(width: 3))
    }

    @Test func mismatchesNameBothShapes() {
        let whole = dataset(.sequenceClasses(labels: [0, 1], names: classes))
        #expect(
            problem([gru, head], whole)
                == "The network gives an output at each step, [batch, time, 3], but toy has one class a sequence, [batch]: put `last` (or `mean`) after the recurrent layers."
        )
        #expect(
            problem([gru, .last, .dense(units: 8, activation: .tanh)], whole)
                == "The network's output is [batch, 8], but toy needs [batch, 3], one for each of its 3 classes: make the last layer dense(3, tanh)."
        )
        #expect(problem([gru, .last], whole)?.hasSuffix("end it with dense(3).") == true)
        #expect(
            problem([gru, .last, head], dataset(.stepClasses(labels: [0, 1, 2, 0, 1], names: classes)))?.hasSuffix(
                "leave `last` (or `mean`) out.") == true)
        #expect(problem([.embedding(size: 4), gru, .last, head], whole)?.contains("reads symbols") == true)
        #expect(problem([gru, head], dataset(.nextSymbol)) == "toy asks for the next symbol, but holds numbers instead of symbols.")
        #expect(
            problem([gru, .last, head], dataset(.sequenceClasses(labels: [], names: classes), offsets: [0])) == "toy has no sequences.")
        #expect(
            problem([gru, .last, head], dataset(.sequenceClasses(labels: [0, 1], names: classes), offsets: [0, 3, 3]))
                == "Sequence 1 of toy has no time steps: leave it out.")
    }
}
