import Datasets
import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Agreement of conditional random fields with PyTorch in double precision: losses from an enumeration of all paths, or
/// from a sum over them; gradients and shares by automatic differentiation of that; best paths by comparing all of
/// them.
@Suite struct PathReferenceTests {
    private static let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Paths")
    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) }.sorted()

    @Test func noCaseIsLeftOut() { #expect(Self.names.count == 5) }

    @Test(arguments: names) func agrees(_ name: String) throws {
        let file = try Safetensors(file: Self.folder.appending(path: name + ".safetensors").path)
        func tensor(_ name: String) throws -> Tensor { try #require(file.tensor(name)) }
        let (input, shares) = (try tensor("x"), try tensor("shares"))
        let (steps, classes) = (shares.shape[1], shares.shape[2])
        let lengths = try #require(file.integers("lengths")).map(Int.init)
        let network = Network([TinyTasks.dense(classes), .transitions])
        var model = Model(
            network: network, inputWidth: input.shape[2],
            parameters: try network.parameterShapes(features: input.shape[2]).map {
                Tensor(name: $0.name, shape: $0.shape, values: try tensor("weight." + $0.name).values)
            })
        model.loss = .crf
        var batch = Batch(
            steps: steps, lengths: lengths, inputs: .features(input.values),
            targets: .stepClasses(try #require(file.integers("target"))))
        batch.weights = file.tensor("sequence_weights")?.values ?? []
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: lengths.count, maximumSteps: steps,
            optimizer: .sgd(momentum: 0, nesterov: false), needsInputGradient: true, threads: 2)
        let found = executor.gradients(batch)
        var greatest = abs(found.loss / Double(try tensor("loss").values[0]) - 1)
        for own in found.parameters {
            greatest = max(greatest, Double(relativeDifference(own.values, try tensor("grad." + own.name).values)))
        }
        greatest = max(greatest, Double(relativeDifference(found.input, try tensor("grad.x").values)))
        #expect(greatest < 1e-5, "\(name): \(greatest)")

        let read = executor.forward(batch)
        #expect(abs(read.loss / Double(try tensor("loss").values[0]) - 1) < 1e-5)
        let best = try #require(file.integers("best")).map(Int.init)
        var wrong = 0
        var said: [Float] = []
        for (row, length) in lengths.enumerated() {
            let start = row * steps * classes
            let outputs = Array(read.outputs[start..<start + length * classes])
            said += executor.answers(outputs, .labelling(classes: classes)) + Array(repeating: 0, count: (steps - length) * classes)
            #expect(executor.bestPath(outputs, .labelling(classes: classes)) == Array(best[row * steps..<row * steps + length]))
            guard batch.weight(row) > 0 else { continue }
            for step in 0..<length {
                let target = Int(batch.targetClass(row, step: step))
                if target >= 0, target != best[row * steps + step] { wrong += 1 }
            }
        }
        let deviation = relativeDifference(said, shares.values)
        #expect(deviation < 1e-5, "\(name): \(deviation)")
        #expect(read.wrong == wrong)
        if ProcessInfo.processInfo.environment["UNROLL_SHOW_DEVIATIONS"] != nil {
            print("\(name): \(greatest) of loss and gradients, \(deviation) of shares")
        }
    }
}
