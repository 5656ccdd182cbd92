import Datasets
import Testing

@testable import Recurrent

@Suite struct BatchTests {
    let data = SequenceDataset(
        name: "four", presentation: .channels, inputs: .features(values: (0..<20).map(Float.init), width: 2),
        targets: .stepClasses(labels: [0, 1, 0, 1, 1, 0, 0, 1, -1, 0], names: ["a", "b"]), offsets: [0, 3, 4, 8, 10])

    @Test func rowsLieInTheDataset() {
        let selected = data.select([2, 1, 3])
        let batch = Batch(BatchSequence(selected, batches: [[1, 2], [0]], window: nil).batch(at: 0).rows, from: selected.storage)
        #expect(batch.steps == 2 && batch.lengths == [1, 2])
        guard case .features(let values) = batch.inputs, case .stepClasses = batch.targets else {
            Issue.record("features and step classes are expected")
            return
        }
        #expect(batch.rows.map { Array(values[$0.steps.lowerBound * 2..<$0.steps.upperBound * 2]) } == [[6, 7], [16, 17, 18, 19]])
        #expect([batch.targetClass(0, step: 0), batch.targetClass(1, step: 0), batch.targetClass(1, step: 1)] == [1, -1, 0])
    }

    /// Sequences at other places and in another order give the same bits as padded copies of them.
    @Test func givesWhatPaddedCopiesGive() throws {
        let storage = SequenceDataset(
            name: "six", presentation: .channels, inputs: .features(values: (0..<40).map { Float($0 % 7) / 7 - 0.4 }, width: 2),
            targets: .stepValues(values: (0..<20).map { $0 % 6 == 5 ? .nan : Float($0) / 20 }, width: 1), offsets: [0, 3, 4, 8, 10, 15, 20])
        let model = try Model.initial(
            network: Network([TinyTasks.recurrent(.gru(.after), 5), TinyTasks.dense(1)]), for: storage, seed: 1)
        func executor() throws -> Executor {
            try Executor(
                model: model, isSymbolic: false, maximumBatch: 6, maximumSteps: 5, optimizer: .sgd(momentum: 0, nesterov: false), threads: 2
            )
        }
        let rows = BatchSequence(storage, batches: [[4, 1, 5, 2, 0, 3]], window: nil).batch(at: 0).rows
        guard case .features(let values, _) = storage.storage.inputs, case .stepValues(let wanted, _) = storage.storage.targets else {
            return
        }
        func padded(_ table: [Float], _ width: Int, _ filler: Float) -> [Float] {
            rows.flatMap { row in
                table[row.steps.lowerBound * width..<row.steps.upperBound * width]
                    + Array(repeating: filler, count: (5 - row.steps.count) * width)
            }
        }
        let copies = Batch(
            steps: 5, lengths: rows.map(\.steps.count), inputs: .features(padded(values, 2, 0)),
            targets: .stepValues(padded(wanted, 1, .nan)))
        let batch = Batch(rows, from: storage.storage)
        let (one, other) = (try executor(), try executor())
        for _ in 0..<3 {
            let (a, b) = (one.trainingStep(batch, StepSettings()), other.trainingStep(copies, StepSettings()))
            #expect(a.loss == b.loss && a.targets == b.targets && a.targets == 17)
        }
        #expect(one.parameters == other.parameters)
        #expect(one.forward(batch).outputs == other.forward(copies).outputs)
    }

    @Test func windowsDropWhatHasEnded() {
        let batches = BatchSequence(data, batches: [[0, 1, 2], [3]], window: 2)
        #expect(batches.count == 3)
        #expect(batches.greatestBatch == 3 && batches.greatestSteps == 2)
        let all = (0..<3).map { batches.batch(at: $0) }
        #expect(all.map(\.continuesState) == [false, true, false])
        #expect(all[0].rows.map(\.sequence) == [2, 0, 1])
        #expect(all[0].rows.map(\.steps) == [4..<6, 0..<2, 3..<4])
        #expect(all[1].rows.map(\.steps) == [6..<8, 2..<3])
        #expect(all[2].rows.map(\.steps) == [8..<10])
    }

    @Test(arguments: [2, 3, 12, 13, 50]) func streamsCoverATextOnce(_ length: Int) {
        let text = SequenceDataset(
            name: "text", presentation: .symbols,
            inputs: .symbols(ids: (0..<Int32(length)).map { $0 }, vocabulary: (0..<length).map(String.init)),
            targets: .nextSymbol, offsets: [0, length])
        for streams in [1, 3, 7] {
            let batches = BatchSequence(text: text, sequence: 0, streams: streams, window: 4)
            var seen: [Int32] = []
            for index in 0..<batches.count {
                let slices = batches.batch(at: index)
                #expect(slices.continuesState == (index > 0))
                #expect(slices.rows.count <= batches.greatestBatch)
                let batch = Batch(slices.rows, from: text.storage)
                #expect(batch.steps <= batches.greatestSteps)
                guard case .symbols(let ids) = batch.inputs else { continue }
                for (row, slice) in batch.rows.enumerated() {
                    for (step, place) in slice.steps.enumerated() {
                        seen.append(ids[place])
                        #expect(batch.targetClass(row, step: step) == ids[place] + 1)
                    }
                }
            }
            #expect(seen.sorted() == (0..<Int32(length - 1)).map { $0 })
        }
    }

    @Test func theLastSymbolHasNoNext() {
        let text = TinyTasks.text(7)
        let batch = Batch(BatchSequence(text, batches: [[0]], window: nil).batch(at: 0).rows, from: text.storage)
        guard case .symbols(let ids) = batch.inputs else { return }
        #expect((0..<7).map { batch.targetClass(0, step: $0) } == Array(ids[1...]) + [-1])
    }
}
