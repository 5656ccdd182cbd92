import Foundation
import TestSupport
import Testing

@testable import Recurrent

extension ReferenceCase {
    /// The case's input as a batch.
    func batch(withTargets: Bool = true) throws -> Batch {
        let x = try input
        let targets: Batch.Targets = isLabelling ? .stepClasses(self.targets) : .sequenceClasses(self.targets)
        return Batch(steps: x.shape[1], lengths: lengths, inputs: .features(x.values), targets: withTargets ? targets : .none)
    }

    /// An executor for the case's network.
    func executor(_ model: Model, threads: Int = 2, processor: Processor = .current) throws -> Executor {
        let x = try input
        return try Executor(
            model: model, isSymbolic: false, maximumBatch: x.shape[0], maximumSteps: x.shape[1],
            optimizer: .sgd(momentum: 0, nesterov: false),
            needsInputGradient: true, threads: threads, processor: processor)
    }

    /// Only the recurrent layers.
    func stack() throws -> Model {
        let model = try model()
        let layers = network.layers.filter { if case .dense = $0 { false } else { $0 != .last } }
        return Model(
            network: Network(layers), inputWidth: model.inputWidth,
            parameters: model.parameters.filter { Int($0.name.prefix { $0 != "." }) ?? 0 < layers.count })
    }
}

/// Agreement with PyTorch and Keras, to 1e-5 of the largest magnitude compared.
@Suite struct ReferenceTests {
    static let tolerance = 1e-5

    @Test(arguments: Fixtures.layerCases) func outputAndLoss(_ name: String) throws {
        try compareOutputs(Fixtures.layerCase(name))
    }

    @Test(arguments: Fixtures.layerCases) func states(_ name: String) throws {
        try compareStates(Fixtures.layerCase(name))
    }

    @Test(arguments: Fixtures.layerCases) func everyGradient(_ name: String) throws {
        try compareGradients(Fixtures.layerCase(name))
    }

    /// The mean over steps, then over sequences, is the mean of the losses of the single sequences.
    @Test(arguments: Fixtures.layerCases.filter { $0.hasPrefix("torch-") && $0.contains("label") }) func lossOverSequences(_ name: String)
        throws
    {
        let reference = try Fixtures.layerCase(name)
        let executor = try reference.executor(reference.model())
        let (batch, shape) = (try reference.batch(), try reference.input.shape)
        guard case .features(let values) = batch.inputs, case .stepClasses(let classes) = batch.targets else { return }
        let losses = batch.lengths.enumerated().map { row, length in
            let first = row * shape[1]
            let alone = Batch(
                steps: length, lengths: [length], inputs: .features(Array(values[(first * shape[2])..<((first + length) * shape[2])])),
                targets: .stepClasses(Array(classes[first..<(first + length)])))
            return executor.forward(alone).loss
        }
        let expected = Double(try reference.tensor("loss_mean_over_sequences").values[0])
        #expect(abs(losses.reduce(0, +) / Double(losses.count) / expected - 1) < Self.tolerance)
    }

    @Test(.enabled(if: sharedFile("reference/\(Fixtures.largeCase).safetensors") != nil, "the shared folder has the large case"))
    func threeLayersOfTwoHundred() throws {
        let path = try #require(sharedFile("reference/\(Fixtures.largeCase).safetensors")).path
        let reference = try ReferenceCase(path: path, name: Fixtures.largeCase)
        try compareOutputs(reference)
        try compareStates(reference)
        try compareGradients(reference)
    }

    /// Every case is an argument of one of these tests, or the large one above.
    @Test func noCaseIsLeftOut() {
        #expect(Fixtures.layerCases.count == 15)
        #expect(Fixtures.optimizerCases.count == 9)
        #expect(Fixtures.names.count == 15 + 9 + 1)
    }

    @Test(.enabled(if: sharedFile("reference") != nil, "the shared folder has the reference cases"))
    func fixturesAreTheCasesOfTheSharedFolder() throws {
        for name in Fixtures.names {
            guard let shared = sharedFile("reference/\(name).safetensors") else { continue }
            #expect(try Data(contentsOf: shared) == Data(contentsOf: URL(filePath: Fixtures.path(name))), "\(name)")
        }
    }

    // MARK: Comparisons

    private func compareOutputs(_ reference: ReferenceCase) throws {
        let result = try reference.executor(reference.model()).forward(reference.batch())
        var expected = try reference.tensor("logits").values
        if reference.isLabelling {
            // After a sequence's end Unroll's output is zero; the frameworks' is the head's bias.
            let (steps, width) = (try reference.tensor("logits").shape[1], try reference.tensor("logits").shape[2])
            for (row, length) in reference.lengths.enumerated() {
                for place in ((row * steps + length) * width)..<((row + 1) * steps * width) { expected[place] = 0 }
            }
        }
        #expect(relativeDifference(result.outputs, expected) < Self.tolerance)
        #expect(abs(result.loss / (try reference.loss) - 1) < Self.tolerance)
    }

    /// Compares the outputs of the recurrent layers and, layer by layer, the final states of each direction.
    private func compareStates(_ reference: ReferenceCase) throws {
        let stack = try reference.stack()
        let batch = try reference.batch(withTargets: false)
        let output = try reference.executor(stack).forward(batch, carriesState: !reference.isBidirectional).outputs
        #expect(relativeDifference(output, try reference.tensor("output").values) < Self.tolerance)
        // Keras's cases contain only outputs; the last of them are its states.
        guard let hidden = reference.file.tensor("final_hidden") else { return }
        var (inputs, width) = (try reference.input.values, stack.inputWidth)
        var (hiddens, cells): ([Float], [Float]) = ([], [])
        for layer in stack.network.layers.indices {
            for direction in reference.isBidirectional ? ["forward.", "backward."] : [""] {
                let values = direction == "backward." ? reversed(inputs, batch, width) : inputs
                let executor = try single(stack, layer, direction, width, batch)
                _ = executor.forward(
                    Batch(steps: batch.steps, lengths: batch.lengths, inputs: .features(values), targets: .none), carriesState: true)
                for state in executor.recurrentState {
                    if state.name.hasSuffix("cell") { cells += state.values } else { hiddens += state.values }
                }
            }
            let below = Model(
                network: Network([stack.network.layers[layer]]), inputWidth: width, parameters: renamed(stack, "\(layer).", "0."))
            let executor = try Executor(
                model: below, isSymbolic: false, maximumBatch: batch.count, maximumSteps: batch.steps, optimizer: nil)
            inputs = executor.forward(Batch(steps: batch.steps, lengths: batch.lengths, inputs: .features(inputs), targets: .none)).outputs
            width = inputs.count / (batch.count * batch.steps)
        }
        #expect(relativeDifference(hiddens, hidden.values) < Self.tolerance)
        if let cell = reference.file.tensor("final_cell") { #expect(relativeDifference(cells, cell.values) < Self.tolerance) }
        #expect((reference.file.tensor("final_cell") == nil) == cells.isEmpty)
    }

    /// One direction of one layer, reading forward.
    private func single(_ stack: Model, _ layer: Int, _ direction: String, _ width: Int, _ batch: Batch) throws -> Executor {
        let recurrence: Recurrence
        switch stack.network.layers[layer] {
        case .recurrent(let own), .bidirectional(let own): recurrence = own
        default: throw ReferenceCase.Problem(description: "layer \(layer) is not recurrent")
        }
        let model = Model(
            network: Network([.recurrent(recurrence)]), inputWidth: width, parameters: renamed(stack, "\(layer).\(direction)", "0."))
        return try Executor(model: model, isSymbolic: false, maximumBatch: batch.count, maximumSteps: batch.steps, optimizer: nil)
    }

    private func renamed(_ model: Model, _ prefix: String, _ new: String) -> [Tensor] {
        model.parameters.filter { $0.name.hasPrefix(prefix) }.map {
            Tensor(name: new + $0.name.dropFirst(prefix.count), shape: $0.shape, values: $0.values)
        }
    }

    /// Each sequence from its last real step to its first.
    private func reversed(_ values: [Float], _ batch: Batch, _ width: Int) -> [Float] {
        var result = values
        for (row, length) in batch.lengths.enumerated() {
            for step in 0..<length {
                let (from, to) = ((row * batch.steps + step) * width, (row * batch.steps + length - 1 - step) * width)
                result.replaceSubrange(to..<(to + width), with: values[from..<(from + width)])
            }
        }
        return result
    }

    private func compareGradients(_ reference: ReferenceCase) throws {
        let gradients = try reference.executor(reference.model()).gradients(reference.batch())
        let expected = try reference.gradients()
        #expect(gradients.parameters.map(\.name) == expected.map(\.name))
        for (own, theirs) in zip(gradients.parameters, expected) {
            #expect(own.shape == theirs.shape)
            #expect(relativeDifference(own.values, theirs.values) < Self.tolerance, "gradient of \(own.name)")
        }
        #expect(relativeDifference(gradients.input, try reference.tensor("grad.x").values) < Self.tolerance, "gradient of the input")
    }
}
