import Testing

@testable import Charts

/// The best path of classes beside the classes that each step alone would predict.
@Suite struct PathBandTests {
    private let sequence = SequencePicture(
        name: "tags[0]", steps: 4, input: .glyphs([Float](repeating: 0.5, count: 16)[...], width: 1, height: 4),
        truth: .stepClasses([0, 1, 0, 1]), classNames: ["a", "b"])

    private func outputs(_ path: [Int], alone: [Int]) -> StepwiseOutputs {
        var outputs = StepwiseOutputs(values: path.flatMap { $0 == 0 ? [0.9, 0.1] : [0.1, 0.9] }, steps: 4, width: 2)
        outputs.path = .init(classes: path, alone: alone)
        return outputs
    }

    @Test func whatStepsAloneWouldSayStandsBelow() {
        let lines = LabelBand(sequence: sequence, outputs: outputs([0, 1, 0, 1], alone: [0, 0, 0, 0])).text(width: 40, rows: 8)
        #expect(lines.contains("said  abab") && lines.contains("alone  a a"), "\(lines)")
        #expect(lines.contains("4 of 4 right  each step alone 2"), "\(lines)")
    }

    @Test func brokenPathsDrawNothing() {
        #expect(!outputs([0, 1, 0], alone: [0, 0, 0, 0]).isSound)
        #expect(!outputs([0, 1, 0, 2], alone: [0, 0, 0, 0]).isSound)
    }
}
