import Foundation
import Testing

@testable import Datasets

/// Several targets, step weights and label sequences, from tables and arrays.
@Suite struct SeveralTargetsReadingTests {
    private static let sequences = "id,x,kind,size\n1,0.5,b,1.5\n1,2,b,1.5\n2,1,a,2\n3,3,b,-1\n3,1,b,-1\n"
    private static let steps = "id,x,tag,size,w\n1,0.5,b,1.5,1\n1,2,a,2,0.5\n2,1,a,2,0\n3,3,b,-1,2\n3,1,b,0.25,1\n"

    private func options(_ set: (inout TableOptions) -> Void) -> TableOptions {
        var options = TableOptions()
        options.sequence = .name("id")
        set(&options)
        return options
    }

    @Test func tablesOfSequences() throws {
        let (data, layout, notes) = try Table.readNoted(
            file(Self.sequences), options: options { $0.targets = [.name("kind"), .name("size")] })
        #expect(data.features == 1 && data.count == 3 && layout.featureColumns == [1])
        #expect(data.severalTargets.map(\.name) == ["kind", "size"] && data.classNames.isEmpty)
        #expect(try data.target(0).labels == [1, 0, 1] && data.target(0).classNames == ["a", "b"])
        guard case .sequenceValues(let values, 1) = data.severalTargets[1].values else { return #expect(Bool(false)) }
        #expect(values == [1.5, 2, -1])
        #expect(notes.contains(.columns(["kind"], .classes, .asked)) && notes.contains(.columns(["size"], .values, .asked)))
        let single = try Table.read(file(Self.sequences), options: options { ($0.label, $0.ignored) = (.name("kind"), [.name("size")]) }).0
        #expect(data.target(0).fingerprint == single.fingerprint && data.fingerprint != single.fingerprint)
        #expect(data.target(0).storage.details.targetScale == nil)
    }

    @Test func tablesOfSteps() throws {
        let (data, _, notes) = try Table.readNoted(
            file(Self.steps),
            options: options { ($0.targets, $0.stepWeights) = ([.name("size"), .name("tag")], .name("w")) })
        guard case .stepValues(let values, 1) = data.severalTargets[0].values else { return #expect(Bool(false)) }
        #expect(try values == [1.5, 2, 2, -1, 0.25] && data.target(1).labels == [1, 0, 0, 1, 1])
        #expect(data.storage.details.stepWeights == [1, 0.5, 0, 2, 1] && data.weight(2, step: 0) == 2)
        #expect(notes.contains(.columns(["w"], .stepWeight, .asked)))
        // The test table has its columns in another order.
        try withFiles([
            "train.csv": Data(Self.steps.utf8), "test.csv": Data("w,size,tag,x,id\n3,0.5,a,1,9\n4,0.25,b,2,9\n".utf8),
        ]) { path in
            let pair = try Table.load(
                train: path("train.csv"), test: path("test.csv"),
                options: options { ($0.targets, $0.stepWeights) = ([.name("size"), .name("tag")], .name("w")) })
            let test = try #require(pair.test)
            #expect(try test.storage.details.stepWeights == [3, 4] && test.target(1).labels == [0, 1])
        }
    }

    @Test func rowsThatAreSequences() throws {
        let data = try Table.read(
            file("kind,size,a,b\nu,0.5,1,2\nv,1,3,4\n"),
            options: {
                var options = TableOptions()
                (options.rows, options.targets) = (.sequences, [.name("size"), .name("kind")])
                return options
            }()
        ).0
        #expect(try data.featureValues == [1, 2, 3, 4] && data.target(1).labels == [0, 1])
        #expect(data.severalTargets.map(\.name) == ["size", "kind"])
    }

    /// Splits, windows, scales, selections and single sequences keep all targets and weights with their steps.
    @Test func operationsKeepThem() throws {
        let data = try Table.read(
            file(Self.steps), options: options { ($0.targets, $0.stepWeights) = ([.name("size"), .name("tag")], .name("w")) }
        ).0
        let windows = try data.windows(length: 2)
        #expect(try windows.target(1).labels == [1, 0, 1, 1] && windows.storage.details.stepWeights == [1, 0.5, 2, 1])
        let single = try #require(SingleSequence(of: data, at: 2)?.dataset)
        #expect(try single.target(1).labels == [1, 1] && single.storage.details.stepWeights == [2, 1])
        let coded = try JSONDecoder().decode(SingleSequence.self, from: JSONEncoder().encode(try #require(SingleSequence(of: data, at: 0))))
        #expect(coded.dataset?.severalTargets.map(\.name) == ["size", "tag"])
        let scaled = try #require(try DataPair(name: "d", train: data, test: nil).standardized().train)
        let scale = try #require(scaled.severalTargets[0].scale)
        #expect(scaled.severalTargets[1].scale == nil && scaled.storage.details.targetScale == nil && abs(scale.mean[0] - 0.95) < 1e-6)
        guard case .stepValues(let values, _) = scaled.severalTargets[0].values else { return #expect(Bool(false)) }
        for (own, other) in zip(scale.inOwnUnits(values), [1.5, 2, 2, -1, 0.25] as [Float]) { #expect(abs(own - other) < 1e-6) }
        // Names and scales are taken from other data, by name.
        let turned = try Table.read(
            file("id,x,tag,size\n1,1,c,1\n1,2,b,2.5\n"), options: options { $0.targets = [.name("tag"), .name("size")] }
        ).0
        guard case .matching(.unknownClasses(_, ["c"], known: ["a", "b"]))? = dataError({ _ = try turned.matched(to: scaled) })?.problem
        else { return #expect(Bool(false)) }
        let alike = try Table.read(
            file("id,x,tag,size\n1,1,b,1\n1,2,b,2.5\n"), options: options { $0.targets = [.name("tag"), .name("size")] }
        ).0
        let matched = try alike.matched(to: scaled)
        #expect(matched.severalTargets.map(\.name) == ["size", "tag"])
        #expect(try matched.target(1).labels == [1, 1] && matched.severalTargets[0].scale == scale)
        #expect(matched.isOfKind(of: scaled) && !alike.isOfKind(of: scaled) && matched.hasNames(of: scaled))
        #expect(scaled.extended(with: turned).target(1).classNames == ["a", "b"])
    }

    @Test func tablesSayWhatIsWrong() {
        func problem(_ text: String, _ set: (inout TableOptions) -> Void) -> DataError? {
            dataError { _ = try Table.read(file(text), options: options(set)) }
        }
        #expect(
            problem(Self.steps) { $0.targets = [.name("tag"), .name("tag")] } == inFile(.table(.targetTwice(.name("tag")))))
        #expect(
            problem(Self.steps) { $0.targets = [.name("tag"), .name("z")] }?.problem
                == .table(.noColumn(.name("z"), for: .label, columns: 5, names: ["id", "x", "tag", "size", "w"])))
        #expect(
            problem(Self.sequences + "4,1,a,1\n") { ($0.label, $0.stepWeights, $0.ignored) = (.name("kind"), .name("size"), []) }?.problem
                == .table(.notAWeight(found: "-1")))
        #expect(
            problem("id,x,kind,w\n1,1,a,1\n1,2,a,1\n2,1,b,2\n") { ($0.label, $0.stepWeights) = (.name("kind"), .name("w")) }
                == inFile(.table(.stepWeightsWithoutStepTargets)))
        #expect(
            problem("id,x,kind,w\n1,1,a,0\n1,2,b,0\n") { ($0.label, $0.stepWeights) = (.name("kind"), .name("w")) }
                == inFile(.table(.noStepWeights)))
        #expect(
            problem("w,kind,a,b\n1,u,1,2\n2,v,3,4\n") {
                ($0.sequence, $0.rows, $0.label, $0.stepWeights) = (nil, .sequences, .name("kind"), .name("w"))
            } == inFile(.table(.stepWeightsOfSequences)))
    }

    /// The weight of a row applies to the prediction made there.
    @Test func weightsOfSeries() throws {
        let data = try Table.read(file("id,x,w\n1,5,1\n1,6,2\n1,7,3\n2,1,4\n"), options: options { $0.stepWeights = .name("w") }).0
        #expect(data.storage.details.predictsNextStep && data.storage.details.stepWeights == [2, 3])
    }

    @Test func objectsHaveAListOfWeights() throws {
        var options = JSONOptions()
        options.stepWeights = "w"
        let text = "{\"x\": [1, 2], \"y\": [\"a\", \"b\"], \"w\": [2, 0.5]}\n{\"x\": [3], \"y\": [\"b\"], \"w\": [0]}\n"
        let (data, notes) = try JSONLines.readPair(file(text), options: options)
        #expect(data.storage.details.stepWeights == [2, 0.5, 0] && notes.isEmpty)
        func problem(_ text: String) -> DataError? { dataError { _ = try JSONLines.read(file(text), options: options) } }
        #expect(problem("{\"x\": [1], \"w\": [-1]}\n") == at(1, 18, .jsonLines(.notAWeight)))
        #expect(problem("{\"x\": [1, 2], \"w\": [1]}\n") == at(1, 20, .jsonLines(.stepWeights(steps: 2))))
        #expect(problem("{\"x\": [1]}\n") == at(1, 1, .jsonLines(.noKey("w", found: ["x"]))))
        #expect(problem("{\"x\": [1, 2], \"y\": [\"a\", \"b\"], \"w\": [0, 0]}\n") == inFile(.jsonLines(.noWeights)))
        #expect(problem("{\"x\": [1, 2], \"y\": \"a\", \"w\": [1, 1]}\n") == inFile(.jsonLines(.stepWeightsWithoutStepTargets)))
        #expect(try JSONLines.read(file("{\"x\": [1, 2, 3], \"w\": [1, 2, 4]}\n"), options: options).storage.details.stepWeights == [2, 4])
    }

    // MARK: Arrays

    private func archive(_ arrays: [(String, Data)]) -> SourceFile { source(zip(arrays.map { (name: $0.0 + ".npy", data: $0.1) })) }

    private let x = npy("<f4", [2, 3, 1], floats([1, 2, 3, 4, 5, 6]))

    @Test func archivesHaveAnArrayForEachTarget() throws {
        var options = NumPyFiles.Options()
        options.targets = ["kind", "size"]
        let file = archive([
            ("x", x), ("kind", npy("<i8", [2], int64s([2, 0]))), ("size", npy("<f4", [2, 2], floats([1, 2, 3, 4]))),
        ])
        let data = try #require(try NumPyFiles.read(archive: file, options: options).train)
        #expect(try data.target(0).labels == [2, 0] && data.severalTargets.map(\.name) == ["kind", "size"])
        guard case .sequenceValues([1, 2, 3, 4], width: 2) = data.severalTargets[1].values else { return #expect(Bool(false)) }
        let two = archive([
            ("x_train", x), ("x_test", x), ("kind_train", npy("<i8", [2], int64s([2, 0]))), ("kind_test", npy("<i8", [2], int64s([3, 0]))),
            ("size_train", npy("<f4", [2], floats([1, 2]))), ("size_test", npy("<f4", [2], floats([1, 2]))),
        ])
        let pair = try NumPyFiles.read(archive: two, options: options)
        #expect(pair.train?.target(0).classNames.count == 4)
        #expect(try pair.test?.target(0).labels == [3, 0])
        let mixed = archive([
            ("x", x), ("kind", npy("<i8", [2, 3], int64s([2, 0, 1, 1, 1, 0]))), ("size", npy("<f4", [2], floats([1, 2]))),
        ])
        #expect(dataError { _ = try NumPyFiles.read(archive: mixed, options: options) }?.problem == .arrays(.mixedTargets(["kind"])))
    }

    @Test func archivesHaveAnArrayOfWeights() throws {
        var options = NumPyFiles.Options()
        options.stepWeights = "w"
        func read(_ weights: [Float], _ shape: [Int] = [2, 3], y: Data = npy("<i8", [2, 3], int64s([2, 0, 1, 1, 1, 0]))) throws -> [Float]?
        {
            try NumPyFiles.read(
                archive: archive([
                    ("x", x), ("y", y), ("lengths", npy("<i8", [2], int64s([3, 1]))), ("w", npy("<f4", shape, floats(weights))),
                ]), options: options
            ).train?.storage.details.stepWeights
        }
        // Values after the end of a sequence do not matter.
        #expect(try read([1, 0.5, 0, 2, -1, .nan]) == [1, 0.5, 0, 2])
        func problem(_ weights: [Float], _ shape: [Int] = [2, 3]) -> DataError.Problem? {
            dataError { _ = try read(weights, shape) }?.problem
        }
        #expect(
            problem([1, -0.5, 0, 2, 1, 1]) == .arrays(.stepWeight(DataError.ArrayPlace(sequence: 1, step: 2, feature: 1), value: -0.5)))
        #expect(problem([1, 2], [2]) == .arrays(.stepWeightsShape([2], sequences: 2, steps: 3)))
        #expect(problem([0, 0, 0, 0, 1, 1]) == .arrays(.noWeights))
        #expect(
            dataError { _ = try read([1, 1, 1, 1, 1, 1], y: npy("<i8", [2], int64s([0, 1]))) }?.problem
                == .arrays(.stepWeightsWithoutStepTargets))
    }

    @Test func archivesHaveLabelsInTheirOrder() throws {
        var options = NumPyFiles.Options()
        options.transcript = "labels"
        func read(_ labels: Data, _ lengths: [Int64], name: String = "labels_lengths") throws -> SequenceDataset {
            try #require(
                try NumPyFiles.read(
                    archive: archive([
                        ("x", x), ("lengths", npy("<i8", [2], int64s([3, 2]))), ("labels", labels),
                        (name, npy("<i8", [lengths.count], int64s(lengths))),
                    ]), options: options
                ).train)
        }
        func labels(_ data: SequenceDataset) -> LabelSequences? {
            if case .labelSequences(let labels, _) = data.storage.targets { labels } else { nil }
        }
        let flat = try read(npy("<i8", [4], int64s([1, 3, 2, 1])), [3, 1], name: "label_lengths")
        #expect(labels(flat) == LabelSequences([[0, 2, 1], [0]]) && flat.classNames == ["1", "2", "3"])
        // Rows are padded with a value that is not a label.
        let rows = try read(npy("<i8", [2, 3], int64s([2, 0, -1, 1, -1, -1])), [2, 1])
        #expect(labels(rows) == LabelSequences([[2, 0], [1]]) && rows.classNames == ["0", "1", "2"])
        #expect(try labels(read(npy("<i8", [1], int64s([4])), [1, 0])) == LabelSequences([[4], []]))

        func problem(_ labels: Data, _ lengths: [Int64], name: String = "labels_lengths") -> DataError.Problem? {
            dataError { _ = try read(labels, lengths, name: name) }?.problem
        }
        // Each row that is too long is named: three labels with two equal neighbours take four steps.
        #expect(
            problem(npy("<i8", [4], int64s([1, 1, 2, 1])), [3, 1]) == .arrays(.tooManyLabels(3, repeats: 1, sequence: 1, steps: 3)))
        #expect(problem(npy("<i8", [4], int64s([1, 1, 2, 3])), [1, 3]) == .arrays(.tooManyLabels(3, repeats: 0, sequence: 2, steps: 2)))
        #expect(problem(npy("<i8", [4], int64s([1, 1, 2, 1])), [3, 2]) == .arrays(.labelCount(sum: 5, labels: 4)))
        #expect(problem(npy("<i8", [4], int64s([1, 1, 2, 1])), [3]) == .arrays(.labelLengthsShape([1], sequences: 2)))
        #expect(problem(npy("<i8", [4], int64s([1, 1, 2, 1])), [5, -1]) == .arrays(.labelLength(1, value: 5, most: 4)))
        #expect(problem(npy("<i8", [1, 4], int64s([1, 1, 2, 1])), [3, 1]) == .arrays(.labelsShape([1, 4], sequences: 2)))
        #expect(problem(npy("<i8", [2], int64s([1, -2])), [1, 1]) == .arrays(.notAClass(.y, 2, value: -2)))
        #expect(problem(npy("<i8", [2], int64s([1, 2])), [1, 1], name: "others") == .arrays(.noLabelLengths("labels")))
    }
}
