import Datasets
import Testing

@testable import Recurrent

/// Sequences that are slightly changed in training.
struct AugmentationTests {
    private let data = TinyTasks.signs(40)

    private func rows(_ data: SequenceDataset, _ indices: [Int]) -> [SequenceSlice] {
        indices.map { SequenceSlice(sequence: data.selection[$0], steps: data.steps($0), end: data.steps($0).upperBound) }
    }

    private func numbers(_ batch: Batch, _ row: Int, width: Int = 2) -> [Float] {
        guard case .features(let values) = batch.inputs else { return [] }
        let start = batch.inputStart(row)
        return Array(values[(start * width)..<((start + batch.rows[row].steps.count) * width)])
    }

    @Test func changesDependOnSeedStepAndSequenceAlone() throws {
        let noisy = try data.augmented(Augmentation(noise: 0.1, scale: 0.2, shift: 2, mask: 2))
        func batch(_ indices: [Int], seed: UInt64 = 1, step: Int = 5) -> Batch {
            .training(rows(noisy, indices), from: noisy.storage, seed: seed, step: step)
        }
        #expect(numbers(batch([3, 7]), 1) == numbers(batch([7, 9, 3]), 0))
        #expect(numbers(batch([7]), 0) != numbers(Batch(rows(data, [7]), from: data.storage), 0))
        #expect(numbers(batch([7]), 0) != numbers(batch([7], step: 6), 0))
        #expect(numbers(batch([7]), 0) != numbers(batch([7], seed: 2), 0))
        #expect(batch([3, 7]).targetClass(1, step: 0) == Batch(rows(data, [7]), from: data.storage).targetClass(0, step: 0))
    }

    @Test func eachChangeDoesWhatItSays() throws {
        func changed(_ augmentation: Augmentation) throws -> [(before: [Float], after: [Float])] {
            let other = try data.augmented(augmentation)
            let batch = Batch.training(rows(other, Array(0..<40)), from: other.storage, seed: 1, step: 0)
            let before = Batch(rows(data, Array(0..<40)), from: data.storage)
            return (0..<40).map { (numbers(before, $0), numbers(batch, $0)) }
        }
        for (before, after) in try changed(Augmentation(scale: 0.25)) {
            let factor = after[0] / before[0]
            #expect((0.75...1.25).contains(factor))
            for (a, b) in zip(before, after) { #expect(abs(a * factor - b) < 1e-5) }
        }
        for (before, after) in try changed(Augmentation(shift: 2)) {
            var moves: [[Float]] = []
            for move in -2...2 {
                var moved: [Float] = []
                for step in 0..<6 {
                    let source = min(max(step - move, 0), 5) * 2
                    moved += before[source..<(source + 2)]
                }
                moves.append(moved)
            }
            #expect(moves.contains(after))
        }
        for (before, after) in try changed(Augmentation(mask: 3)) {
            let hidden = (0..<6).filter { after[2 * $0] == 0 && after[2 * $0 + 1] == 0 }
            #expect(hidden.count <= 3 && (hidden.last ?? 0) - (hidden.first ?? 0) == max(0, hidden.count - 1))
            for step in 0..<6 where !hidden.contains(step) { #expect(after[2 * step] == before[2 * step]) }
        }
        let noise = try changed(Augmentation(noise: 0.5)).flatMap { zip($0, $1).map { Double($1 - $0) } }
        let deviation = (noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)).squareRoot()
        #expect(abs(deviation - 0.5) < 0.06 && abs(noise.reduce(0, +) / Double(noise.count)) < 0.06)
    }

    @Test func runsAreTheSameBitsAndEvaluationsSeeWhatIs() throws {
        func run(_ data: SequenceDataset, seed: UInt64 = 0) throws -> TrainingRun {
            var plan = TrainingPlan()
            (plan.epochs, plan.batchSize, plan.seed) = (2, 10, seed)
            let run = try TrainingRun(
                network: Network([TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)]), train: data, test: self.data,
                plan: plan)
            run.start()
            run.wait()
            return run
        }
        let noisy = try data.augmented(Augmentation(noise: 0.3, mask: 2))
        let (first, second, plain) = (try run(noisy), try run(noisy), try run(data))
        #expect(first.model.parameters == second.model.parameters)
        #expect(first.model.parameters != plain.model.parameters)
        #expect(try first.model.evaluate(noisy) == first.model.evaluate(data))
        #expect(first.identity != plain.identity && noisy.fingerprint != data.fingerprint)
    }

    @Test func targetsOfStepsGoWithTheirSteps() throws {
        let series = SequenceDataset(
            name: "s", presentation: .channels, inputs: .features(values: (0..<8).map { Float($0) }, width: 1),
            targets: .stepValues(values: (0..<16).map { Float($0) }, width: 2), offsets: [0, 3, 8])
        let noisy = try series.augmented(Augmentation(noise: 0.01))
        let batch = Batch.training(rows(noisy, [1, 0]), from: noisy.storage, seed: 0, step: 0)
        guard case .stepValues(let targets) = batch.targets, case .features(let inputs) = batch.inputs else {
            return #expect(Bool(false))
        }
        // The inputs are those of the rows, one row after another; the targets are those of all steps.
        for (row, slice) in batch.rows.enumerated() {
            for (place, step) in slice.steps.enumerated() {
                #expect((inputs[batch.inputStart(row) + place] - targets[2 * step] / 2).magnitude < 0.1)
            }
        }
    }

    @Test func whatWouldChangeTheTargetIsRefused() throws {
        let series = SequenceDataset(
            name: "s", presentation: .channels, inputs: .features(values: [1, 2], width: 1),
            targets: .stepValues(values: [1, 2], width: 1),
            offsets: [0, 2])
        #expect(throws: DataError(.operation(.scalesTargets(data: "s")))) { try series.augmented(Augmentation(scale: 0.1)) }
        #expect(throws: DataError(.operation(.shiftsTargets(data: "s")))) { try series.augmented(Augmentation(shift: 1)) }
        #expect(throws: DataError.self) { try TinyTasks.text().augmented(Augmentation(noise: 1)) }
    }
}
