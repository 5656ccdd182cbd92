import Testing

@testable import Charts

/// Label sequences: the labels read at each step, with the blanks in between.
@Suite struct AlignmentTests {
    private let sequence = SequencePicture(
        name: "lines[3]", steps: 5, input: .glyphs([Float](repeating: 0.5, count: 20)[...], width: 1, height: 4),
        truth: .labelSequence([0, 1]),
        classNames: ["a", "b", "-"])
    /// Outputs with `a` twice, then nothing, then `b`, or `last`.
    private func outputs(last: Int) -> StepwiseOutputs {
        let said = [2, 0, 0, 2, last]
        return StepwiseOutputs(values: said.flatMap { kind in (0..<3).map { $0 == kind ? 0.9 : 0.05 } }, steps: 5, width: 3)
    }

    @Test func blanksAreShown() {
        let band = LabelBand(sequence: sequence, outputs: outputs(last: 1))
        let lines = band.text(width: 40, rows: 8)
        #expect(lines.contains("said  -aa-b"), "\(lines)")
        #expect(lines.contains("read ab  true ab"), "\(lines)")
        #expect(!lines.contains { $0.hasPrefix("true") })
    }

    @Test func theTitleSaysWhatIsRead() {
        func title(last: Int) -> String {
            ExampleChart(sequence: sequence, outputs: outputs(last: last), sample: [], missing: .reading, cursor: nil).text(
                width: 60, rows: 9)[0]
        }
        #expect(title(last: 1).hasPrefix("lines[3]  is ab  read ab "))
        #expect(title(last: 0).hasPrefix("lines[3]  is ab  read aa "))
    }
}
