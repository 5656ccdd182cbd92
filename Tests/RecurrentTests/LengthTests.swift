import Datasets
import TestSupport
import Testing

@testable import Recurrent

/// Other sequences in a batch, and padding, never change the results for a sequence.
@Suite struct LengthTests {
    static let networks: [Network] = [
        Network([TinyTasks.recurrent(.gru(.after), 20), TinyTasks.recurrent(.gru(.before), 9), .last, TinyTasks.dense(2)]),
        Network([.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 11)), .mean, TinyTasks.dense(2)]),
        Network([TinyTasks.recurrent(.lstm(forgetBias: 1), 20), TinyTasks.dense(2)]),
        Network([TinyTasks.recurrent(.gru(.after), 20), .attend(units: 7), TinyTasks.dense(2)]),
        Network([
            .join([[TinyTasks.recurrent(.gru(.after), 9)], [.conv(channels: 4, width: 3, stride: 1, activation: .relu)]]), .last,
            TinyTasks.dense(2),
        ]),
        Network([TinyTasks.recurrent(.lstm(forgetBias: 1), 9), TinyTasks.dense(2), .transitions]),
        Network([
            .conv(channels: 7, width: 3, stride: 2, activation: .relu), .pool(width: 2, stride: 1, kind: .max),
            TinyTasks.recurrent(.gru(.after), 9),
            .last, TinyTasks.dense(2),
        ]),
        Network([.conv(channels: 7, width: 4, stride: 1, activation: .relu), .pool(width: 3, stride: 1, kind: .mean), TinyTasks.dense(2)]),
        Network([.bidirectional(Recurrence(cell: .gru(.after), units: 11)), .max, TinyTasks.dense(2)]),
        Network([.bidirectional(Recurrence(cell: .gru(.before), units: 11)), .first, TinyTasks.dense(2)]),
        Network([
            .recurrent(Recurrence(cell: .gru(.before), units: 20, recurrentDropout: 0.2, zoneout: 0.1, normalization: .layer)),
            .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 7, zoneout: 0.3, normalization: .layer)), TinyTasks.dense(2),
        ]),
    ]

    @Test(arguments: networks) func aloneOrPaddedGivesTheSameBits(_ network: Network) throws {
        let data = TinyTasks.signs(40, varying: true)
        let model = try Model.initial(network: network, inputWidth: 2, seed: 1)
        let executor = try Executor(model: model, isSymbolic: false, maximumBatch: 40, maximumSteps: 9, optimizer: nil)
        let returnsSequences = try network.summary(features: 2).returnsSequences
        var all = Batch(BatchSequence(data, batches: [Array(0..<40)], window: nil).batch(at: 0).rows, from: data.storage)
        all.targets = .none
        let together = executor.forward(all).outputs
        // What is written after the end must not matter.
        guard case .features(let values) = all.inputs else { return }
        let padded = all.rows.flatMap { row in
            values[row.steps.lowerBound * 2..<row.steps.upperBound * 2] + Array(repeating: .nan, count: (all.steps - row.steps.count) * 2)
        }
        let noisy = Batch(steps: all.steps, lengths: all.lengths, inputs: .features(padded), targets: .none)
        #expect(executor.forward(noisy).outputs == together)
        for row in 0..<40 {
            var alone = Batch(BatchSequence(data, batches: [[row]], window: nil).batch(at: 0).rows, from: data.storage)
            alone.targets = .none
            let outputs = executor.forward(alone).outputs
            let start = returnsSequences ? row * all.steps * 2 : row * 2
            #expect(Array(together[start..<(start + outputs.count)]) == outputs)
        }
    }

    @Test func windowsGiveTheSameBitsAsWholeSequences() throws {
        let data = TinyTasks.text(300)
        let model = try Model.initial(network: TinyTasks.languageModel, for: data, seed: 2)
        let executor = try Executor(model: model, isSymbolic: true, maximumBatch: 3, maximumSteps: 300, optimizer: nil)
        func outputs(window: Int) -> [[Float]] {
            let batches = BatchSequence(text: data, sequence: 0, streams: 3, window: window)
            var rows = [[Float]](repeating: [], count: 3)
            executor.resetState()
            for index in 0..<batches.count {
                let batch = Batch(batches.batch(at: index).rows, from: data.storage)
                let outputs = executor.forward(batch, carriesState: true).outputs
                for row in 0..<batch.count {
                    let start = row * batch.steps * 5
                    rows[row] += outputs[start..<(start + batch.lengths[row] * 5)]
                }
            }
            return rows
        }
        let whole = outputs(window: 300)
        #expect(whole.map(\.count) == [500, 500, 495])
        for window in [1, 7, 64] { #expect(outputs(window: window) == whole) }
    }
}
