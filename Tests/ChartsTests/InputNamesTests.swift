import Testing

@testable import Charts

/// The labels in front of the input above values.
@Suite struct InputNamesTests {
    private func lines(_ width: Int, names: [String], channels: Int = 2) -> [Substring] {
        var sequence = Samples.channels()
        if channels == 1 { sequence.input = .channels((0..<40).map { Float($0 % 9) }[...], width: 1) }
        sequence.channelNames = names
        let outputs = StepwiseOutputs(values: (0..<40).map { Float($0 % 10) / 5 - 1 }, steps: 40, width: 1)
        return Samples.canvas(ValueChart(sequence: sequence, outputs: outputs), width, 16).text.split(separator: "\n")
    }

    @Test func theInputIsNamed() {
        #expect(lines(60, names: [], channels: 1)[0].hasPrefix("input"))
        let numbers = lines(60, names: [])
        #expect(numbers[0].hasPrefix("input 1 ") && numbers[1].hasPrefix("      2 "))
        let names = lines(60, names: ["wind", "pressure"])
        #expect(names[0].hasPrefix("    wind ") && names[1].hasPrefix("pressure "))
        #expect(lines(60, names: ["pressure"], channels: 1)[0].hasPrefix("pressure "))
        // Names that would take too much room are not truncated: the kind of input is shown instead.
        #expect(lines(38, names: ["wind", "pressure of the air"])[0].hasPrefix("input 1 "))
    }
}
