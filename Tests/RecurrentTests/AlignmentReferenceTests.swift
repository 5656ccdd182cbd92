import Datasets
import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Agreement of connectionist temporal classification with `torch.nn.functional.ctc_loss` in double precision, and with
/// an enumeration of all alignments.
@Suite struct AlignmentReferenceTests {
    private static let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Alignments")
    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) }.sorted()

    @Test func noCaseIsLeftOut() { #expect(Self.names.count == 4) }

    @Test(arguments: names) func agrees(_ name: String) throws {
        let file = try Safetensors(file: Self.folder.appending(path: name + ".safetensors").path)
        func tensor(_ name: String) throws -> Tensor { try #require(file.tensor(name)) }
        let input = try tensor("x")
        let lengths = try #require(file.integers("lengths")).map(Int.init)
        let counts = try #require(file.integers("counts")).map(Int.init)
        let labels = LabelSequences(
            labels: try #require(file.integers("target")), offsets: counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) })
        let network = Network([TinyTasks.dense(try tensor("logits").shape[2])])
        var model = Model(
            network: network, inputWidth: input.shape[2],
            parameters: [try tensor("weight.0.kernel"), try tensor("weight.0.bias")].map {
                Tensor(name: String($0.name.dropFirst("weight.".count)), shape: $0.shape, values: $0.values)
            })
        model.loss = .ctc(beam: 1)
        var batch = Batch(steps: input.shape[1], lengths: lengths, inputs: .features(input.values), targets: .labelSequences(labels))
        batch.weights = file.tensor("sequence_weights")?.values ?? []
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: lengths.count, maximumSteps: input.shape[1],
            optimizer: .sgd(momentum: 0, nesterov: false), needsInputGradient: true, threads: 2)
        let found = executor.gradients(batch)
        var greatest = abs(found.loss / Double(try tensor("loss").values[0]) - 1)
        for own in found.parameters {
            greatest = max(greatest, Double(relativeDifference(own.values, try tensor("grad." + own.name).values)))
        }
        greatest = max(greatest, Double(relativeDifference(found.input, try tensor("grad.x").values)))
        #expect(greatest < 1e-5, "\(name): \(greatest)")
        if ProcessInfo.processInfo.environment["UNROLL_SHOW_DEVIATIONS"] != nil { print("\(name): \(greatest)") }
        #expect(abs(executor.forward(batch).loss / Double(try tensor("loss").values[0]) - 1) < 1e-5)

        let exact = try tensor("losses").values
        let reader = try Executor(
            model: model, isSymbolic: false, maximumBatch: lengths.count, maximumSteps: input.shape[1], optimizer: nil)
        let outputs = reader.softmax(reader.forward(batch).outputs, width: network.outputWidth)
        for (row, length) in lengths.enumerated() {
            let start = row * input.shape[1] * network.outputWidth
            let reading = LabelReading(
                probabilities: Array(outputs[start..<start + length * network.outputWidth]), classes: network.outputWidth)
            #expect(abs(reading.surprise(of: labels[row].map(Int.init)) / Double(exact[row]) - 1) < 1e-5)
        }
    }

    /// Every sequence of classes represents labels; their probabilities add up to those of the loss and of a
    /// sufficiently wide beam.
    @Test func allAlignmentsAreCounted() {
        let (steps, classes) = (4, 3)
        let scores: [Double] = [0.3, 0.25, 0.45, 0.2, 0.5, 0.3, 0.4, 0.35, 0.25, 0.1, 0.3, 0.6]
        var sums: [[Int]: Double] = [:]
        for path in 0..<81 {
            let kinds = [path / 27, path / 9 % 3, path / 3 % 3, path % 3]
            let probability = (0..<steps).reduce(1) { $0 * scores[$1 * classes + kinds[$1]] }
            sums[LabelReading.collapsed(kinds, blank: 2), default: 0] += probability
        }
        let reading = LabelReading(probabilities: scores.map { Float($0) }, classes: classes)
        for (labels, sum) in sums { #expect(abs(reading.surprise(of: labels) + log(sum)) < 1e-6, "\(labels)") }
        #expect(reading.labels(beam: 50) == sums.max { $0.value < $1.value }?.key)
        #expect(reading.labels(beam: 1) == [1, 0])
        #expect(reading.surprise(of: [0, 0, 0, 0]) == .infinity)
    }

    @Test func blanksBeforeALabelAreWeighedTogether() {
        // The single best path is all blanks; a label with all its alignments is more probable.
        let reading = LabelReading(probabilities: [0.4, 0.6, 0.4, 0.6], classes: 2)
        #expect(reading.labels(beam: 1).isEmpty)
        #expect(reading.labels(beam: 10) == [0])
    }

    @Test func distances() {
        #expect(LabelReading.editDistance([1, 2, 3], [1, 2, 3]) == 0)
        #expect(LabelReading.editDistance([], [1, 2]) == 2)
        #expect(LabelReading.editDistance([1, 2, 3, 4], [2, 3, 5, 4, 4]) == 3)
        #expect(LabelReading.collapsed([2, 0, 0, 2, 0, 1, 1], blank: 2) == [0, 0, 1])
    }
}

extension Network {
    /// The number of outputs of the last layer.
    fileprivate var outputWidth: Int { if case .dense(let units, _, _)? = layers.last { units } else { 0 } }
}
