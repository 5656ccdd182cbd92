import Foundation
import Testing

@testable import Datasets

/// Names that a run knows are matched by name, never by number.
struct MatchingTests {
    private func sequences(_ labels: [Int32], _ names: [String]) -> SequenceDataset {
        SequenceDataset(
            name: "other", presentation: .channels, inputs: .features(values: labels.map { Float($0) }, width: 1),
            targets: .sequenceClasses(labels: labels, names: names), offsets: Array(0...labels.count))
    }

    private func text(_ text: String, name: String = "text") throws -> SequenceDataset { try PlainText.read(file(text)) }

    @Test func classesAreFoundByName() throws {
        let known = sequences([0, 1], ["run", "walk"])
        let matched = try sequences([0, 1, 0], ["walk", "run"]).matched(to: known)
        #expect(try matched.labels == [1, 0, 1] && matched.classNames == ["run", "walk"])
        #expect(try sequences([0], ["1.0"]).matched(to: sequences([0, 1], ["0", "1"])).labels == [1])
    }

    @Test func unknownClassesAreRefusedByName() throws {
        let known = sequences([0, 1], ["run", "walk"])
        let other = sequences([0, 1], ["walk", "zigzag"])
        #expect(
            dataError { _ = try other.matched(to: known) }
                == DataError(.matching(.unknownClasses(data: "other", ["zigzag"], known: ["run", "walk"]))))
        // Names that do not occur, or are not examined, are no obstacle.
        #expect(try other.take(1).matched(to: known).labels == [1, 0])
        #expect(try other.matched(to: known, example: 0).labels == [1, 0])
        #expect(dataError { _ = try other.matched(to: known, example: 1) } != nil)
    }

    @Test func symbolsAreFoundByName() throws {
        let known = try text("abcd")
        #expect(try text("cb").matched(to: known).symbolIDs == [2, 1])
        #expect(
            dataError { _ = try text("bcde\n").matched(to: known) }?.problem
                == .matching(.unknownSymbols(data: "file", ["\n", "e"], known: 4)))
        #expect(
            dataError { _ = try text("ab").matched(to: counting(lengths: [2])) }?.problem
                == .matching(.inputs(data: "file", isSymbolic: true)))
    }

    @Test func whatHasASymbolForTheUnknownCountsItThere() throws {
        func words(_ words: [String], _ vocabulary: [String]) -> SequenceDataset {
            SequenceDataset(
                name: "w", presentation: .symbols,
                inputs: .symbols(ids: words.map { Int32(vocabulary.firstIndex(of: $0) ?? 0) }, vocabulary: vocabulary),
                targets: .nextSymbol,
                offsets: [0, words.count])
        }
        let known = words(["a", "b"], ["<unknown>", "a", "b"])
        #expect(try words(["z", "b"], ["b", "z"]).matched(to: known).symbolIDs == [0, 2])
    }

    @Test func columnsAreFoundByName() throws {
        func table(_ text: String) throws -> SequenceDataset { try Table.read(file(text), options: TableOptions()).0 }
        let known = try table("a,b\n1,2\n3,4\n5,6\n")
        let matched = try table("b,a\n20,10\n40,30\n").matched(to: known)
        #expect(try matched.featureValues == [10, 20])
        guard case .stepValues(let values, 2) = matched.storage.targets else { return #expect(Bool(false)) }
        #expect(values == [30, 40])
        #expect(
            dataError { _ = try table("a,c\n1,2\n3,4\n").matched(to: known) }?.problem
                == .matching(.missingColumns(data: "file", ["b"], known: ["a", "b"])))
        #expect(
            dataError { _ = try table("a,b,c\n1,2,3\n3,4,5\n").matched(to: known) }?.problem
                == .matching(.unknownColumns(data: "file", ["c"], known: ["a", "b"])))
    }

    @Test func newDataIsScaledAsTheRunsWas() throws {
        let raw = try Table.read(file("a\n100\n200\n300\n400\n"), options: TableOptions()).0
        let known = try #require(DataPair(name: "k", train: raw, test: nil).standardized().train)
        let other = try Table.read(file("a\n200\n300\n200\n"), options: TableOptions()).0
        let matched = try other.matched(to: known)
        #expect(try matched.featureValues == [known.featureValues[1], known.featureValues[2]])
        let own = try #require(DataPair(name: "o", train: other, test: nil).standardized().train).matched(to: known)
        for (a, b) in zip(try own.featureValues, try matched.featureValues) { #expect(abs(a - b) < 1e-5) }
    }

    @Test func theSameDataStaysTheSame() throws {
        let data = counting(lengths: [2, 3])
        #expect(try data.take(1).matched(to: data).storage === data.storage)
    }

    @Test func standardizingScalesTargetsAndGivesThemBack() throws {
        let raw = try Table.read(file("a,b\n100,1\n200,3\n300,5\n400,7\n"), options: TableOptions()).0
        let scaled = try #require(DataPair(name: "k", train: raw, test: nil).standardized().train)
        guard case .stepValues(let before, 2) = raw.storage.targets, case .stepValues(let after, 2) = scaled.storage.targets else {
            return #expect(Bool(false))
        }
        // The next step is scaled like the step: the second step's input is the first one's target.
        #expect(try Array(after[0..<2]) == Array(scaled.featureValues[2..<4]))
        let back = try #require(scaled.storage.details.targetScale).inOwnUnits(after)
        for (a, b) in zip(back, before) { #expect(abs(a - b) < 1e-3) }
        let parts = try scaled.split(0.7)
        #expect(parts.test?.storage.details.targetScale == scaled.storage.details.targetScale)
    }
}
