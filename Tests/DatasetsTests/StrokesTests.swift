import Testing

@testable import Datasets

struct StrokesTests {
    private func images(_ dataset: SequenceDataset) throws -> [[Float]] {
        let values = try dataset.featureValues
        return (0..<dataset.count).map { Array(values[($0 * 784)..<(($0 + 1) * 784)]) }
    }

    @Test func hasImagesOfTenDigits() throws {
        let pair = try Strokes.generate(train: 300, test: 50, seed: 1)
        let train = try #require(pair.train)
        let test = try #require(pair.test)
        #expect(train.count == 300 && test.count == 50)
        #expect(train.features == 28 && train.length(299) == 28)
        #expect(train.presentation == .imageRows)
        #expect(train.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        #expect(train.classCounts.allSatisfy { $0 > 10 })
        for image in try images(train) {
            #expect(image.allSatisfy { $0 >= 0 && $0 <= 1 })
            #expect(image.contains { $0 > 0.5 }, "there is ink")
        }
    }

    @Test func anExampleDependsOnSeedAndNumberAlone() throws {
        let few = try images(#require(try Strokes.generate(train: 5, test: 0, seed: 7).train))
        let many = try images(#require(try Strokes.generate(train: 40, test: 3, seed: 7).train))
        #expect(few == Array(many.prefix(5)))
        let others = try images(#require(try Strokes.generate(train: 5, test: 0, seed: 8).train))
        #expect(few != others)
        #expect(Set(many).count == 40, "no two images are alike")
    }

    @Test func trainAndTestHaveNothingInCommon() throws {
        let pair = try Strokes.generate(train: 200, test: 200, seed: 3)
        let train = try images(#require(pair.train))
        let test = try images(#require(pair.test))
        #expect(Set(train).isDisjoint(with: test))
    }

    @Test func partsOfZeroAreLeftOutAndBadCountsRefused() throws {
        #expect(try Strokes.generate(train: 1, test: 0).test == nil)
        #expect(throws: DataError.self) { try Strokes.generate(train: -1, test: 1) }
        #expect(throws: DataError.self) { try Strokes.generate(train: 0, test: 0) }
        #expect(throws: DataError.self) { try Strokes.generate(train: .max, test: 1) }
    }

    @Test func ownSineIsTheSine() {
        for (turns, expected) in [(0.0, 0.0), (0.25, 1), (0.5, 0), (0.75, -1), (-0.25, -1), (1.0 / 12, 0.5), (7 + 1.0 / 12, 0.5)] {
            #expect(abs(sine(turns: turns) - expected) < 1e-12)
        }
        #expect(abs(cosine(turns: 1.0 / 6) - 0.5) < 1e-12)
        #expect(abs(cosine(turns: 0.5) + 1) < 1e-12)
    }
}
