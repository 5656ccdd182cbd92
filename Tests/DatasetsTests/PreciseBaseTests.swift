import Testing

@testable import Datasets

/// Numbers keep digits that single precision would lose.
struct PreciseBaseTests {
    /// A column and a class.
    private func table(_ values: [Double]) -> String {
        "x,class\n" + values.enumerated().map { "\($1),\($0.isMultiple(of: 2) ? "a" : "b")\n" }.joined()
    }

    private func options() -> TableOptions {
        var options = TableOptions()
        (options.features, options.label, options.rows) = ([.name("x")], .name("class"), .steps)
        return options
    }

    /// Numbers that vary by less than one.
    private func numbers(around center: Double, by spread: Double) -> [Double] {
        (0..<2000).map { center + spread * (Double($0 * 7919 % 2000) / 2000 - 0.5) }
    }

    @Test(arguments: [(1.7e9, 100.0), (1e6, 7), (-3e7, 1)]) func distinctValuesStayDistinct(_ center: Double, _ spread: Double) throws {
        let (data, _, notes) = try Table.readNoted(file(table(numbers(around: center, by: spread))), options: options())
        let scaled = try #require(DataPair(name: "x", train: data, test: nil).standardized().train)
        #expect(Set(try scaled.featureValues).count == 2000)
        let scale = try #require(scaled.storage.details.inputScale)
        let own = scale.inOwnUnits(try scaled.featureValues)
        for (value, number) in zip(own, numbers(around: center, by: spread)) { #expect(abs(Double(value) - number) <= Double(value.ulp)) }
        let hasNote = notes.contains { if case .base("x", _) = $0 { true } else { false } }
        #expect(hasNote)
    }

    @Test(arguments: [(20.0, 5.0), (0, 1), (1000, 300)]) func otherNumbersAreAsTheyWere(_ center: Double, _ spread: Double) throws {
        let data = try Table.read(file(table(numbers(around: center, by: spread))), options: options()).0
        #expect(data.storage.details.inputScale == nil)
        #expect(try data.featureValues == numbers(around: center, by: spread).map { Float("\($0)") ?? 0 })
    }

    @Test func wholeNumbersThatFitAreAsTheyWere() throws {
        let data = try Table.read(file(table((0..<50).map { 1_000_000 + Double($0 % 7) })), options: options()).0
        #expect(data.storage.details.inputScale == nil)
        #expect(try data.featureValues.first == 1_000_000)
    }

    @Test func aRunThatKnowsAnotherBaseKeepsTheDigits() throws {
        func scaled(_ center: Double) throws -> SequenceDataset {
            let data = try Table.read(file(table(numbers(around: center, by: 10))), options: options()).0
            return try #require(DataPair(name: "x", train: data, test: nil).standardized().train)
        }
        let (known, other) = (try scaled(1e6), try scaled(1_000_004))
        let matched = try other.matched(to: known)
        // Four rounding units of a deviation of about 10 / sqrt(12).
        for (value, shifted) in zip(try known.featureValues, try matched.featureValues) { #expect(abs(shifted - value - 1.3856) < 1e-3) }
    }

    @Test func valuesToPredictKeepTheirDigits() throws {
        let text = "id,x,y\n" + (0..<40).map { "\($0 / 2),\($0),\(1_000_000 + 0.001 * Double($0 / 2))\n" }.joined()
        var options = TableOptions()
        (options.sequence, options.label, options.features) = (.name("id"), .name("y"), [.name("x")])
        let data = try Table.read(file(text), options: options).0
        guard case .sequenceValues(let values, 1) = data.storage.targets else { return #expect(Bool(false)) }
        #expect(Set(values).count == 20)
    }
}
