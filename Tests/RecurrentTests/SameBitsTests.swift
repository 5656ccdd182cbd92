import Datasets
import Kernels
import TestSupport
import Testing

@testable import Recurrent

/// Losses, weights and predictions have the same bits with any number of threads, any order of their tasks and any
/// instruction set, in debug and release builds: always those of `ExpectedBits`.
@Suite struct SameBitsTests {
    @Test(arguments: BitsCase.all) func everywhere(_ bitsCase: BitsCase) throws {
        var rows: [UInt64: [String]] = [:]
        for (index, processor) in Processor.available.enumerated() {
            for threads in 1...4 {
                // Each number of threads occurs with each order for one of the processors.
                let order = TaskOrder.allCases[(threads + index) % TaskOrder.allCases.count]
                let fingerprint = try bitsCase.fingerprint(threads: threads, order: order, processor: processor)
                rows[fingerprint, default: []].append("\(processor), \(threads) threads, \(order) tasks")
            }
        }
        guard let (bits, _) = rows.first, rows.count == 1 else {
            Issue.record("\(bitsCase.name) gives different bits: \(rows)")
            return
        }
        if bits != ExpectedBits.fingerprints[bitsCase.name] {
            Issue.record(
                """
                \(bitsCase.name): all rows of the matrix agree, but not with ExpectedBits.swift. If the arithmetic was changed on purpose, put this there:
                        "\(bitsCase.name)": 0x\(String(bits, radix: 16)),
                """)
        }
    }

    @Test func noCaseIsWithoutItsBits() {
        #expect(Set(BitsCase.all.map(\.name)) == Set(ExpectedBits.fingerprints.keys))
        #expect(Set(ExpectedBits.fingerprints.values).count == BitsCase.all.count)
    }

    /// A single sequence through wide layers: threads share the work of each step.
    @Test(arguments: [CellKind.gru(.after), .gru(.before), .lstm(forgetBias: 1), .rnn(.tanh)], Precision.allCases)
    func oneSequence(_ cell: CellKind, _ precision: Precision) throws {
        let (steps, features) = (40, 70)
        let layers: [Layer] = [
            .recurrent(Recurrence(cell: cell, units: 200)), .recurrent(Recurrence(cell: cell, units: 200)), .last, TinyTasks.dense(3),
        ]
        let random = CounterRandom(seed: 4, purpose: .data)
        let batch = Batch(
            steps: steps, lengths: [steps], inputs: .features((0..<steps * features).map { random.uniform($0) - 0.5 }),
            targets: .sequenceClasses([1]))
        var model = try Model.initial(network: Network(layers), inputWidth: features, seed: 5)
        model.precision = precision
        var results: Set<[[UInt32]]> = []
        for (threads, order) in [(1, TaskOrder.ascending), (2, .ascending), (2, .descending), (3, .shuffled), (4, .descending)] {
            let executor = try Executor(
                model: model, isSymbolic: false, maximumBatch: 1, maximumSteps: steps, optimizer: .sgd(momentum: 0, nesterov: false),
                threads: threads, order: order)
            _ = executor.trainingStep(batch, StepSettings(learningRate: 0.1))
            results.insert((executor.parameters.map(\.values) + [executor.forward(batch).outputs]).map { $0.map(\.bitPattern) })
        }
        #expect(results.count == 1)
    }

    /// Without this, it would go unnoticed if tasks were always taken in ascending order.
    @Test func tasksAreTakenInTheOrderAskedFor() {
        #expect(TaskOrder.ascending.places(of: 5) == nil)
        #expect(TaskOrder.descending.places(of: 5) == [4, 3, 2, 1, 0])
        let shuffled = TaskOrder.shuffled.places(of: 50)
        #expect(shuffled?.sorted() == Array(0..<50) && shuffled != Array(0..<50))
        let team = ThreadTeam(threads: 1, order: .descending)
        let seen = TaskLog()
        team.run(4) { seen.append($0) }
        #expect(seen.tasks == [3, 2, 1, 0])
    }
}
