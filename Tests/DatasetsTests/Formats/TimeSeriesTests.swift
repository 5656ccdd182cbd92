import Datasets
import Foundation
import Testing

@testable import Datasets

struct TimeSeriesTests {
    private let header = "#comment\n@problemName Toy\n@timeStamps false\n@univariate false\n@classLabel true up down\n@data\n"

    private func read(_ text: String, missing: MissingValues = .refuse) throws -> SequenceDataset {
        try TimeSeries.read(file(text), missing: missing)
    }

    @Test func readsDimensionsAndLengths() throws {
        let dataset = try read(header + "1,2,3:10,20,30:up\r\n\n4,5:40,50: down\n")
        #expect(dataset.name == "Toy" && dataset.count == 2 && dataset.features == 2)
        #expect(try dataset.featureValues == [1, 10, 2, 20, 3, 30, 4, 40, 5, 50])
        #expect(dataset.length(0) == 3 && dataset.length(1) == 2)
        #expect(try dataset.labels == [0, 1])
        #expect(dataset.classNames == ["up", "down"])
    }

    @Test func readsTargetValues() throws {
        let dataset = try read("@targetLabel true\n@data\n1,2:0.5\n3:-2\n")
        guard case .sequenceValues(let values, 1) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(values == [0.5, -2])
    }

    @Test func fillsMissingValuesOnRequest() throws {
        let text = header + "?,2,?,4:1,1,1,NaN:up\n"
        #expect(try read(text, missing: .carry).featureValues == [2, 1, 2, 1, 2, 1, 4, 1])
        #expect(try read(text, missing: .zero).featureValues == [0, 1, 2, 1, 0, 1, 4, 0])
        #expect(problem(text) { try TimeSeries.read($0, missing: .refuse) } == at(7, 1, .value(.missing)))
    }

    @Test func saysWhatIsWrongAndWhere() {
        func of(_ text: String) -> DataError? { problem(text) { try TimeSeries.read($0, missing: .refuse) } }
        #expect(of(header + "1,2:3,4:up\n1,2:up\n") == at(8, 1, .timeSeries(.dimensions(found: 1, expected: 2))))
        #expect(of(header + "1,2:3:up\n") == at(7, 5, .timeSeries(.length(dimension: 2, found: 1, expected: 2))))
        #expect(of(header + "1,x:3,4:up\n") == at(7, 3, .value(.notANumber(found: "x"))))
        #expect(of(header + "1,2:3,4:left\n") == at(7, 9, .timeSeries(.unknownClass("left", expected: ["up", "down"]))))
        #expect(of(header) == inFile(.timeSeries(.empty)))
        #expect(of("@classLabel true a\n1,2:a\n") == at(2, 1, .timeSeries(.noHeaderLine)))
        #expect(of("@data\n1:2\n") == at(1, 1, .timeSeries(.noTarget)))
        #expect(of("@classLabel true a\n") == inFile(.timeSeries(.noDataLine)))
        #expect(of(header + "1e99,2:3,4:up\n") == at(7, 1, .value(.tooLarge(found: "1e99"))))
    }

    @Test func linesWithAPercentSignAreComments() throws {
        let dataset = try read("%Title: of the data\n# another\n" + header + "% between\n1,2:3,4:up\n")
        #expect(try dataset.count == 1 && dataset.featureValues == [1, 3, 2, 4])
    }

    @Test func timesOfPairsAreThoseOfTheSteps() throws {
        let text =
            "@timeStamps true\n@targetLabel true\n@data\n"
            + "(1970-01-01 00-00-00,4),(1970-01-01 01-00-00,NaN),(1970-01-02 00-00-00,6):(0,1),(1,2),(2,3):12.5\n"
        let (dataset, notes) = try TimeSeries.readNoted(file(text), missing: .carry, known: nil)
        #expect(try dataset.featureValues == [4, 1, 4, 2, 6, 3] && dataset.storage.details.times == [0, 3600, 86_400])
        #expect(notes == [.timesShown, .irregularSteps(shortest: 3600, longest: 82_800)])
        #expect(problem(text) { try TimeSeries.read($0, missing: .refuse) } == at(4, 46, .value(.missing)))
        #expect(
            problem("@timeStamps true\n@targetLabel true\n@data\n4,5:1\n") { try TimeSeries.read($0, missing: .refuse) }
                == at(4, 1, .timeSeries(.noPair(found: "4"))))
    }

    @Test func timesThatMayBeAnythingAreLeftOut() throws {
        let text = "@timeStamps true\n@classLabel false\n@data\n(1200,4),(1201,5),(1202,6)\n(1/2/1970,1),(b,2)\n"
        let (dataset, notes) = try TimeSeries.readNoted(file(text), missing: .refuse, known: nil)
        #expect(dataset.storage.details.times.isEmpty && notes == [.timesLeftOut])
    }

    @Test func withoutATargetTheLastStepHasNoTime() throws {
        let text = "@timeStamps true\n@classLabel false\n@data\n(1970-01-01,4),(1970-01-02,5),(1970-01-03,6)\n"
        #expect(try TimeSeries.read(file(text), missing: .refuse).storage.details.times == [0, 86_400])
    }

    @Test func withoutLabelsTheNextStepIsPredicted() throws {
        let dataset = try read("@classLabel false\n@data\n1,2,3\n4,5\n")
        guard case .stepValues(let values, 1) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(try dataset.count == 2 && dataset.featureValues == [1, 2, 4] && values == [2, 3, 5])
    }

    @Test func aMissingClassIsNoClass() {
        #expect(
            problem("@classLabel true\n@data\n1,2:?\n") { try TimeSeries.read($0, missing: .refuse) }
                == at(3, 5, .value(.noLabel(found: "?"))))
    }

    @Test func hugeNumbersOfDimensions() {
        for number in ["2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808"] {
            #expect(
                problem("@classLabel true up\n@dimensions \(number)\n@data\n1:up\n") {
                    try TimeSeries.read($0, missing: .refuse)
                } != nil)
        }
    }

    @Test func trainAndTestMustFit() throws {
        let other = "@classLabel true up down\n@data\n1,2:up\n"
        try withFiles(["a.ts": header + "1:2:up\n", "b.ts": other, "c.ts": header + "5:6:down\n"]) { path in
            #expect(
                dataError { _ = try TimeSeries.load(train: path("a.ts"), test: path("b.ts")) }?.problem
                    == .timeSeries(.dimensionsUnlikeTraining(found: 1, training: path("a.ts"), expected: 2)))
            let test = try TimeSeries.load(train: path("a.ts"), test: path("c.ts")).test
            #expect(try test?.labels == [1])
        }
    }

    @Test func neverTraps() {
        expectNoTrap(on: Data((header + "1,2:3,4:up\n5:6:down\n").utf8)) { file in
            for missing in [MissingValues.refuse, .carry] { _ = try TimeSeries.read(file, missing: missing) }
        }
    }

    @Test(.enabled(if: SharedData.has("japanese-vowels"), "needs japanese-vowels in ../shared/data"))
    func readsJapaneseVowels() throws {
        let pair = try TimeSeries.load(
            train: SharedData.path("japanese-vowels/JapaneseVowels_TRAIN.ts"),
            test: SharedData.path("japanese-vowels/JapaneseVowels_TEST.ts"))
        let train = try #require(pair.train)
        let test = try #require(pair.test)
        #expect(train.count == 270 && test.count == 370)
        #expect(train.features == 12 && train.classNames.count == 9)
        let lengths = (0..<370).map(test.length) + (0..<270).map(train.length)
        #expect(lengths.min() == 7 && lengths.max() == 29)
        #expect(train.classCounts == [Int](repeating: 30, count: 9))
        #expect(try train.featureValues[0] == 1.860936 && train.featureValues[1] == -0.207383)
    }
}
