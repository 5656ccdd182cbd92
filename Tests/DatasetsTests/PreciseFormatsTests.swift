import Foundation
import Testing

@testable import Datasets

/// Every format keeps the digits of numbers that single precision would round: numbers that are distinct in a file are
/// distinct after standardization.
struct PreciseFormatsTests {
    enum Format: String, CaseIterable {
        case csv, ts, tsf, arff, arffRelational, jsonLines, npy, npyFortran, npz
    }

    enum Column: CaseIterable {
        /// Seconds since 1970, a quarter of a second apart.
        case unixSeconds
        /// 1e6 with a deviation of 1.
        case million

        var values: [Double] {
            let shares: [Double] = (0..<400).map { Double($0 * 7919 % 400) }
            return switch self {
            case .unixSeconds: shares.map { 1_700_000_000 + $0 / 4 }
            case .million: shares.map { 1e6 + 3.46 * ($0 / 400 - 0.5) }
            }
        }
    }

    /// Two sequences of 200 steps, with additional columns.
    private func read(_ values: [Double], as format: Format) throws -> SequenceDataset {
        let halves = [values.prefix(200), values.suffix(200)].map { $0.map { "\($0)" }.joined(separator: ",") }
        switch format {
        case .csv:
            let rows = values.enumerated().map { "\($0 / 200),\($1),\($0 / 200 == 0 ? "a" : "b")\n" }
            return try Table.read(file("id,x,class\n" + rows.joined()), options: TableOptions()).0
        case .ts:
            return try TimeSeries.read(
                file("@problemName v\n@classLabel true a b\n@data\n\(halves[0]):a\n\(halves[1]):b\n"), missing: .refuse)
        case .tsf:
            // The target is the next step, so 201 values have 200 steps.
            let text = "@relation m\n@attribute series_name string\n@data\nT1:\(halves[0]),\(values[0])\nT2:\(halves[1]),\(values[1])\n"
            return try TSF.read(file(text), missing: .refuse)
        case .arff:
            let attributes = (0..<200).map { "@attribute t\($0) numeric\n" }.joined()
            return try ARFF.read(
                file("@relation r\n\(attributes)@attribute c {a,b}\n@data\n\(halves[0]),a\n\(halves[1]),b\n"), missing: .refuse
            ).0
        case .arffRelational:
            let head = "@relation r\n@attribute s relational\n@attribute t0 numeric\n@end s\n@attribute c {a,b}\n@data\n"
            return try ARFF.read(file(head + "'\(halves[0])',a\n'\(halves[1])',b\n"), missing: .refuse).0
        case .jsonLines:
            return try JSONLines.read(file("{\"x\": [\(halves[0])], \"y\": \"a\"}\n{\"x\": [\(halves[1])], \"y\": \"b\"}\n"))
        case .npy, .npyFortran, .npz:
            let isFortran = format == .npyFortran
            let order = isFortran ? (0..<400).map { values[$0 % 2 * 200 + $0 / 2] } : values
            let x = npy("<f8", [2, 200, 1], order.flatMap { little($0.bitPattern, 8) }, fortran: isFortran)
            let archive = zip([("x.npy", x), ("y.npy", npy("<i8", [2], int64s([0, 1])))])
            return try #require(try NumPyFiles.read(archive: source(archive)).train)
        }
    }

    @Test(arguments: Format.allCases, Column.allCases) func whatIsDistinctStaysDistinct(_ format: Format, _ column: Column) throws {
        let values = column.values
        let data = try read(values, as: format)
        let scaled = try #require(DataPair(name: "x", train: data, test: nil).standardized().train)
        let standard = try scaled.featureValues
        try #require(standard.count == values.count)
        #expect(Set(standard).count == Set(values).count)
        let scale = try #require(scaled.storage.details.inputScale)
        for (own, value) in zip(scale.inOwnUnits(standard), values) { #expect(abs(Double(own) - value) <= Double(own.ulp)) }
        #expect(!data.baseNotes.isEmpty)
    }

    @Test func valuesToPredictKeepTheirDigits() throws {
        let targets = (0..<40).map { 1_000_000 + 0.001 * Double($0) }
        func distinct(_ data: SequenceDataset) -> Int {
            guard case .sequenceValues(let values, _) = data.storage.targets else { return 0 }
            return Set(values).count
        }
        let ts = targets.map { "1,2:\($0)\n" }.joined()
        #expect(distinct(try TimeSeries.read(file("@problemName v\n@targetLabel true\n@data\n" + ts), missing: .refuse)) == 40)
        let arff = targets.map { "1,2,\($0)\n" }.joined()
        let head = "@relation r\n@attribute a numeric\n@attribute b numeric\n@attribute target numeric\n@data\n"
        #expect(distinct(try ARFF.read(file(head + arff), missing: .refuse).0) == 40)
        let json = targets.map { "{\"x\": [1, 2], \"y\": \($0)}\n" }.joined()
        let lines = try JSONLines.read(file(json))
        #expect(distinct(lines) == 40)
        #expect(abs(Double(lines.targetsInOwnUnits([0], of: 0)[0]) - 1_000_000.0195) < 0.1)
        let y = npy("<f8", [40], targets.flatMap { little($0.bitPattern, 8) })
        let x = npy("<f4", [40, 2, 1], floats(Array(repeating: 1, count: 80)))
        #expect(distinct(try #require(NumPyFiles.read(archive: source(zip([("x.npy", x), ("y.npy", y)]))).train)) == 40)
    }

    @Test func theTestPartHasTheBaseOfTheTrainingPart() throws {
        func text(_ base: Double) -> String {
            (0..<50).map { "{\"x\": [\(base + Double($0) * 0.01), \(base + 0.25)], \"y\": \"\($0 % 2)\"}\n" }.joined()
        }
        let pair = try withFiles(["train": text(1e6), "test": text(1_000_004)]) { path in
            try JSONLines.load(train: path("train"), test: path("test"))
        }
        let scale = try #require(pair.train?.storage.details.inputScale)
        #expect(!scale.base.isEmpty)
        #expect(pair.test?.storage.details.inputScale == scale)
        let scaled = try pair.standardized()
        let own = try #require(scaled.test?.inputsInOwnUnits(of: 0))
        #expect(own == [1_000_004, 1_000_004.25])
    }

    /// Texts and, as doubles, their nearest single-precision numbers.
    @Test(arguments: [
        "1.00000005960464477539062500000001", "1.00000005960464477539062499999999", "16777217.0000000001", "0.1", "1e-46", "3e-45", "-0",
    ])
    func textsAreRoundedOnce(_ text: String) throws {
        let number = try NumberText.number(text).get()
        #expect(Float(number) == Float(text))
    }
}
