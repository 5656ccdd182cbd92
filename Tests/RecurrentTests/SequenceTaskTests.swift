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

private func problem(_ layers: [Layer], _ data: SequenceDataset) -> NetworkError? {
    do {
        _ = try Network(layers).task(for: data)
        return nil
    } catch {
        return error
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
                == NetworkError(.outputAtEachStep(width: 3, data: "toy", task: .classification(classes: 3))))
        #expect(
            problem([gru, .last, .dense(units: 8, activation: .tanh)], whole)
                == NetworkError(
                    layer: 2,
                    .outputWidth(
                        OutputShape(returnsSequences: false, width: 8), data: "toy", task: .classification(classes: 3),
                        last: .dense(units: 8, activation: .tanh))))
        #expect(
            problem([gru, .last], whole)
                == NetworkError(
                    layer: 1,
                    .outputWidth(
                        OutputShape(returnsSequences: false, width: 20), data: "toy", task: .classification(classes: 3), last: .last)))
        #expect(
            problem([gru, .last, head], dataset(.stepClasses(labels: [0, 1, 2, 0, 1], names: classes)))
                == NetworkError(layer: 1, .outputOnce(width: 3, data: "toy", task: .labelling(classes: 3))))
        #expect(
            problem([.embedding(size: 4), gru, .last, head], whole)
                == NetworkError(layer: 0, .readsSymbols(.embedding(size: 4), data: "toy", width: 2)))
        #expect(problem([gru, head], dataset(.nextSymbol)) == NetworkError(.noNextSymbol(data: "toy")))
        #expect(
            problem([gru, .last, head], dataset(.sequenceClasses(labels: [], names: classes), offsets: [0]))
                == NetworkError(.noSequences(data: "toy")))
        #expect(
            problem([gru, .last, head], dataset(.sequenceClasses(labels: [0, 1], names: classes), offsets: [0, 3, 3]))
                == NetworkError(.noSteps(sequence: 1, data: "toy")))
    }
}
