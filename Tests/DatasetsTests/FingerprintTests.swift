import Testing

@testable import Datasets

@Suite struct FingerprintTests {
    private func data(
        _ values: [Float] = [1, 2, 3, 4], labels: [Int32] = [0, 1], names: [String] = ["a", "b"], offsets: [Int] = [0, 1, 2], width: Int = 2
    ) -> SequenceDataset {
        SequenceDataset(
            name: "numbers", presentation: .channels, inputs: .features(values: values, width: width),
            targets: .sequenceClasses(labels: labels, names: names), offsets: offsets)
    }

    @Test func equalDataHasEqualFingerprints() {
        var renamed = data()
        renamed.name = "others"
        #expect(data().fingerprint == data().fingerprint)
        #expect(renamed.fingerprint == data().fingerprint)
        #expect(data().select([0, 1]).fingerprint == data().fingerprint)
    }

    @Test func otherDataHasOthers() {
        let symbols = SequenceDataset(
            name: "symbols", presentation: .symbols, inputs: .symbols(ids: [0, 1], vocabulary: ["a", "b"]), targets: .nextSymbol,
            offsets: [0, 2])
        let datasets = [
            data(), data([1, 2, 3, 5]), data([1, 2, 4, 3]), data(labels: [1, 0]), data(names: ["a", "c"]), data(names: ["ab", ""]),
            data(names: ["a", "b", ""]), data(offsets: [0, 0, 2]), data([1, 2], width: 1), data().select([1, 0]), data().select([0]),
            data().select([]), symbols,
            SequenceDataset(
                name: "symbols", presentation: .symbols, inputs: .symbols(ids: [0, 1], vocabulary: ["a", "c"]), targets: .nextSymbol,
                offsets: [0, 2]),
            SequenceDataset(
                name: "values", presentation: .channels, inputs: .features(values: [1, 2], width: 1),
                targets: .sequenceValues(values: [1, 2], width: 1), offsets: [0, 1, 2]),
            SequenceDataset(
                name: "values", presentation: .channels, inputs: .features(values: [1, 2], width: 1),
                targets: .stepValues(values: [1, 2], width: 1), offsets: [0, 1, 2]),
        ]
        #expect(Set(datasets.map(\.fingerprint)).count == datasets.count)
    }
}
