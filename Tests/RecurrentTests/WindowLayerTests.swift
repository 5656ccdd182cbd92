import Datasets
import Testing

@testable import Recurrent

/// Convolutions and pooling over time: the remaining steps, and errors.
@Suite struct WindowLayerTests {
    private static func conv(_ width: Int, stride: Int = 1) -> Layer {
        .conv(channels: 3, width: width, stride: stride, activation: .linear)
    }

    private func problem(_ layers: [Layer], _ data: SequenceDataset = TinyTasks.signs(6)) -> NetworkError? {
        do throws(NetworkError) {
            _ = try Network(layers).task(for: data)
            return nil
        } catch {
            return error
        }
    }

    @Test func shapesAndParameters() throws {
        let summary = try Network([Self.conv(5, stride: 3), .pool(width: 2, stride: 2, kind: .max), .last]).summary(features: 7)
        #expect(summary.stride == 6 && summary.parameters.constant == 5 * 7 * 3 + 3)
        #expect(try Network([Self.conv(5)]).summary(features: nil).parameters == LinearCount(constant: 3, perFeature: 15))
    }

    @Test func refusals() {
        let dense = TinyTasks.dense(2)
        #expect(problem([Self.conv(5, stride: 3), .last, dense]) == nil)
        #expect(problem([Self.conv(0), .last, dense])?.problem == .window(Self.conv(0), most: 4096))
        #expect(problem([.last, Self.conv(2), dense])?.layer == 1)
        let strided = Layer.pool(width: 2, stride: 2, kind: .max)
        #expect(problem([.residual([strided]), .last, dense])?.problem == .fewerStepsInResidual(strided))
        #expect(problem([.residual([.pool(width: 2, stride: 1, kind: .max)]), .last, dense]) == nil)
        let words = TinyTasks.words(5)
        #expect(problem([.embedding(size: 3), Self.conv(3), TinyTasks.dense(3)], words) == nil)
        #expect(problem([Self.conv(3), TinyTasks.dense(3)], words)?.problem == .readsNumbers(Self.conv(3)))
        #expect(
            problem([.embedding(size: 3), strided, strided, TinyTasks.dense(3)], words)
                == NetworkError(layer: 1, .outputAtFewerSteps(strided, times: 4, data: "words", task: .labelling(classes: 3))))
    }

    /// The states of following layers are shown for each step of the input.
    @Test func predictionsCoverAllSteps() throws {
        let data = TinyTasks.signs(8, varying: true)
        let network = Network([Self.conv(3, stride: 2), TinyTasks.recurrent(.gru(.after), 4), .attend(units: nil), TinyTasks.dense(2)])
        let model = try Model.initial(network: network, for: data, seed: 2)
        let predictor = try StepwisePredictor(model, data)
        for example in 0..<8 {
            let prediction = try predictor.prediction(example: example)
            #expect(prediction.steps == data.length(example) && prediction.outputs.count == 2 * prediction.steps)
            #expect(prediction.activities.allSatisfy { $0.values.count == $0.width * prediction.steps })
        }
        let found = try #require(try predictor.prediction(example: 0).activities.first { $0.part == .state })
        #expect(Array(found.values[0..<4]) == Array(found.values[4..<8]) && Array(found.values[0..<4]) != Array(found.values[8..<12]))
        #expect(throws: NetworkError(.needsWholeSequence)) { try StepReader(model, data) }
    }
}
