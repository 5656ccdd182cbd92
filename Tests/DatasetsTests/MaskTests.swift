import Testing

@testable import Datasets

/// Missing values as 0, with a channel that shows where there are values.
struct MaskTests {
    private func table(_ text: String, _ change: (inout TableOptions) -> Void = { _ in }) throws -> SequenceDataset {
        var options = TableOptions()
        options.missing = .mask
        change(&options)
        return try Table.read(file(text), options: options).0
    }

    private func stepTargets(_ data: SequenceDataset) -> [Float] {
        if case .stepValues(let values, _) = data.storage.targets { values } else { [] }
    }

    @Test func missingValuesGetAChannelAFeature() throws {
        let data = try table("a,b\n1,NA\n,5\n3,6\n")
        #expect(data.storage.details.featureNames == ["a", "b", "a present", "b present"])
        #expect(try data.featureValues == [1, 0, 1, 0, 0, 5, 0, 1])
        #expect(stepTargets(data).map { $0.isNaN ? -1 : $0 } == [-1, 5, 3, 6])
    }

    @Test func whatIsMissingIsTheMeanOnceStandardized() throws {
        let data = try table("a,b\n10,1\n,2\n20,3\n30,4\n7,7\n")
        let scaled = try #require(DataPair(name: "a", train: data, test: nil).standardized().train)
        let scale = try #require(scaled.storage.details.inputScale)
        #expect(scale.mean == [20, 2.5, 0, 0] && scale.deviation.suffix(2) == [1, 1])
        let values = try scaled.featureValues
        #expect(values[4] == 0 && values[6] == 0 && values[2] == 1 && values[8] == 0)
        #expect(values[0] < 0 && values[12] > 0)
    }

    @Test func labelsThatAreMissingDoNotCount() throws {
        let values = try table("id,a,y\n1,1,0.5\n1,2,?\n2,3,1.5\n2,4,2.5\n") { $0.label = .name("y") }
        #expect(stepTargets(values).map { $0.isNaN ? -1 : $0 } == [0.5, -1, 1.5, 2.5])
        let classes = try table("id,a,tag\n1,1,x\n1,2,\n2,3,y\n2,4,x\n") { $0.label = .name("tag") }
        #expect(try classes.labels == [0, -1, 1, 0])
        // With other settings they are refused, as before.
        #expect(
            dataError { _ = try table("id,a,tag\n1,1,x\n1,2,\n2,3,y\n") { ($0.label, $0.missing) = (.name("tag"), .carry) } }?.location.line
                == 3)
    }

    @Test func otherDataIsMatchedWithItsChannels() throws {
        let known = try #require(DataPair(name: "k", train: table("a,b\n1,10\n2,\n3,30\n4,40\n"), test: nil).standardized().train)
        let other = try table("b,a\n10,1\n20,\n30,3\n").matched(to: known)
        #expect(other.storage.details.masks == [0: 2, 1: 3])
        let values = try other.featureValues
        let first = try known.featureValues.prefix(2)
        #expect(values.prefix(2) == first)
        #expect(values[4] == 0 && values[6] == 0 && values[7] == 1)
        #expect(stepTargets(other)[0].isNaN && !stepTargets(other)[1].isNaN)
    }

    @Test func seriesOfOtherFormatsAreMasked() throws {
        let ts = try TimeSeries.read(
            file("@problemName v\n@univariate true\n@classLabel true a b\n@data\n1,?,3:a\n2,1,4:b\n"), missing: .mask)
        #expect(try ts.featureValues == [1, 1, 0, 0, 3, 1, 2, 1, 1, 1, 4, 1])
        let tsf = try TSF.read(
            file("@relation m\n@attribute series_name string\n@frequency monthly\n@data\nT1:1,?,3\n"), missing: .mask)
        #expect(try tsf.featureValues == [1, 1, 0, 0])
        #expect(stepTargets(tsf)[0].isNaN && stepTargets(tsf)[1] == 3)
    }

    @Test func windowsAfterWhichAllIsMissingAreLeftOut() throws {
        let data = try table("a\n1\n2\n3\nNA\nNA\n6\n7\n")
        let windows = try data.windows(length: 2, horizon: 2)
        #expect(windows.count == 3)
        guard case .sequenceValues(let values, 2) = windows.storage.targets else { return #expect(Bool(false)) }
        #expect(values.map { $0.isNaN ? -1 : $0 } == [3, -1, -1, 6, 6, 7])
    }
}
