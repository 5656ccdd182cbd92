import Datasets
import Testing

@testable import Recurrent

@Suite struct BatchTests {
    let data = SequenceDataset(
        name: "four", presentation: .channels, inputs: .features(values: (0..<20).map(Float.init), width: 2),
        targets: .stepClasses(labels: [0, 1, 0, 1, 1, 0, 0, 1, -1, 0], names: ["a", "b"]), offsets: [0, 3, 4, 8, 10])

    @Test func padsToTheLongest() {
        let selected = data.select([2, 1, 3])
        var batch = Batch.empty
        batch.fill(BatchSequence(selected, batches: [[1, 2], [0]], window: nil).batch(at: 0).rows, from: selected.storage)
        #expect(batch.steps == 2 && batch.lengths == [1, 2])
        guard case .features(let values) = batch.inputs, case .stepClasses(let labels) = batch.targets else {
            Issue.record("features and step classes are expected")
            return
        }
        #expect(values == [6, 7, 0, 0, 16, 17, 18, 19])
        #expect(labels == [1, -1, -1, 0])
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
            var batch = Batch.empty
            for index in 0..<batches.count {
                let slices = batches.batch(at: index)
                #expect(slices.continuesState == (index > 0))
                #expect(slices.rows.count <= batches.greatestBatch)
                batch.fill(slices.rows, from: text.storage)
                #expect(batch.steps <= batches.greatestSteps)
                guard case .symbols(let ids) = batch.inputs, case .stepClasses(let next) = batch.targets else { continue }
                for row in 0..<batch.count {
                    for step in 0..<batch.lengths[row] {
                        seen.append(ids[row * batch.steps + step])
                        #expect(next[row * batch.steps + step] == ids[row * batch.steps + step] + 1)
                    }
                }
            }
            #expect(seen.sorted() == (0..<Int32(length - 1)).map { $0 })
        }
    }

    @Test func theLastSymbolHasNoNext() {
        let text = TinyTasks.text(7)
        var batch = Batch.empty
        batch.fill(BatchSequence(text, batches: [[0]], window: nil).batch(at: 0).rows, from: text.storage)
        guard case .stepClasses(let next) = batch.targets, case .symbols(let ids) = batch.inputs else { return }
        #expect(next == Array(ids[1...]) + [-1])
    }
}
