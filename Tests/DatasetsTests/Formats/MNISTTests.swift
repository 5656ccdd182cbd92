import Datasets
import Foundation
import TestSupport
import Testing

struct MNISTTests {
    /// An IDX file of bytes.
    private func idx(shape: [Int], bytes: [UInt8], type: UInt8 = 8) -> Data {
        var data = Data([0, 0, type, UInt8(shape.count)])
        for size in shape { data.append(contentsOf: (0..<4).reversed().map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }) }
        return data + bytes
    }

    private func load(images: Data?, labels: Data?, set: String = "train") throws -> DataPair {
        try withTemporaryFolder { folder in
            try images?.write(to: folder.appending(path: "\(set)-images-idx3-ubyte"))
            try labels?.write(to: folder.appending(path: "\(set)-labels-idx1-ubyte"))
            return try MNIST.load(folder: folder.path)
        }
    }

    private var images: Data { idx(shape: [3, 2, 2], bytes: [0, 51, 102, 153, 204, 255, 0, 0, 1, 2, 3, 4]) }
    private var labels: Data { idx(shape: [3], bytes: [7, 0, 9]) }

    @Test func readsRowsAsSteps() throws {
        let train = try #require(try load(images: images, labels: labels).train)
        #expect(train.count == 3 && train.features == 2 && train.length(0) == 2)
        #expect(try train.featureValues.prefix(6) == [0, 0.2, 0.4, 0.6, 0.8, 1])
        #expect(try train.labels == [7, 0, 9])
    }

    @Test func oneOfTheTwoSetsIsEnough() throws {
        let pair = try load(images: images, labels: labels, set: "t10k")
        #expect(pair.train == nil && pair.test?.count == 3)
    }

    @Test func saysWhatIsWrong() throws {
        func problem(_ images: Data?, _ labels: Data?) -> DataError.Problem? {
            dataError { _ = try load(images: images, labels: labels) }?.problem
        }
        #expect(problem(nil, nil) == .mnist(.noFiles))
        #expect(problem(images, nil) == .mnist(.missing(.labels, set: "train")))
        #expect(problem(nil, labels) == .mnist(.missing(.images, set: "train")))
        guard case .mnist(.counts(labels: 2, images: 3, of: let file)) = problem(images, idx(shape: [2], bytes: [1, 2])) else {
            return #expect(Bool(false))
        }
        #expect(file.hasSuffix("train-images-idx3-ubyte"))
        #expect(problem(images, idx(shape: [3], bytes: [1, 2, 10])) == .idx(.label(3, value: 10, classes: 10)))
        #expect(problem(labels, labels) == .idx(.notImages(shape: [3])))
        #expect(problem(images, images) == .idx(.notLabels(shape: [3, 2, 2])))
        #expect(
            problem(images.dropLast(), labels) == .idx(.cutOff(shape: [3, 2, 2], type: .uint8, bytes: 12, found: 11)))
        #expect(problem(images + [1], labels) == .idx(.tooLong(by: 1, shape: [3, 2, 2], type: .uint8)))
        #expect(problem(images.prefix(9), labels) == .idx(.noSize(axis: 2, of: 3)))
        #expect(problem(Data("PNG, as it happens".utf8), labels) == .idx(.notIDX(start: Array("PNG,".utf8))))
        let huge = [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF]
        #expect(problem(idx(shape: huge, bytes: []), labels) == .idx(.implausible(shape: huge)))
        #expect(problem(idx(shape: [0, 2, 2], bytes: []), idx(shape: [0], bytes: [])) == .idx(.noImages))
        #expect(dataError { _ = try MNIST.load(folder: "/does/not/exist") } == DataError(.mnist(.noFolder), file: "/does/not/exist"))
    }

    @Test func setsWithOtherNamesAndClasses() throws {
        let files = [
            "emnist-letters-train-images-idx3-ubyte": images, "emnist-letters-train-labels-idx1-ubyte": idx(shape: [3], bytes: [1, 26, 2]),
            "emnist-letters-test-images-idx3-ubyte": images, "emnist-letters-test-labels-idx1-ubyte": idx(shape: [3], bytes: [3, 3, 3]),
        ]
        try withTemporaryFolder { folder in
            for (name, data) in files { try data.write(to: folder.appending(path: name)) }
            let pair = try MNIST.load(folder: folder.path)
            #expect(pair.train?.classNames == (1...26).map(String.init) && pair.test?.classNames == pair.train?.classNames)
            #expect(try pair.train?.labels == [0, 25, 1] && pair.test?.labels == [2, 2, 2])
            let turned = try MNIST.load(folder: folder.path, transposes: true)
            #expect(try turned.train?.featureValues.prefix(4) == [0, 0.4, 0.2, 0.6])
            let path = { (name: String) in folder.appending(path: name).path }
            let two = try IDXFiles.load(
                images: path("emnist-letters-train-images-idx3-ubyte"), test: path("emnist-letters-test-images-idx3-ubyte"))
            #expect(two.train?.classNames.count == 26 && two.test?.classNames.count == 26)
            try images.write(to: folder.appending(path: "emnist-digits-train-images-idx3-ubyte"))
            #expect(
                dataError { _ = try MNIST.load(folder: folder.path) }?.problem == .mnist(.severalSets(["emnist-digits", "emnist-letters"])))
            #expect(try MNIST.load(folder: folder.path, set: "emnist-letters").train?.count == 3)
        }
    }

    @Test func truncatedAndFlippedFilesNeverTrap() throws {
        for length in 0..<images.count { #expect(throws: DataError.self) { try load(images: images.prefix(length), labels: labels) } }
        for position in 0..<images.count {
            for bit in 0..<8 {
                var broken = images
                broken[position] ^= 1 << bit
                _ = try? load(images: broken, labels: labels)
            }
        }
    }

    @Test(.enabled(if: SharedData.has("mnist/t10k-labels-idx1-ubyte.gz"), "needs the MNIST files in ../shared/data"))
    func readsTheRealFiles() throws {
        let test = try #require(try MNIST.load(folder: SharedData.path("mnist")).test)
        #expect(test.count == 10_000 && test.features == 28)
        #expect(test.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
        let halves = try test.split(0.8)
        #expect(halves.train?.count == 8_000 && halves.test?.selection.first == 8_000)
    }

    @Test(.enabled(if: SharedData.has("mnist/t10k-labels-idx1-ubyte.gz"), "needs the MNIST files in ../shared/data"))
    func saysWhenACompressedFileIsBroken() throws {
        let packed = try Data(contentsOf: URL(filePath: SharedData.path("mnist/t10k-labels-idx1-ubyte.gz")))
        func problem(_ labels: Data) throws -> DataError.Problem? {
            try withTemporaryFolder { folder in
                try images.write(to: folder.appending(path: "t10k-images-idx3-ubyte"))
                try labels.write(to: folder.appending(path: "t10k-labels-idx1-ubyte.gz"))
                return dataError { _ = try MNIST.load(folder: folder.path) }?.problem
            }
        }
        guard case .mnist(.counts(labels: 10_000, images: 3, of: _)) = try problem(packed) else { return #expect(Bool(false)) }
        #expect(try problem(packed.dropLast(5)) == .archive(.cutOff(after: packed.count - 5)))
        #expect(try problem(packed + [1, 2, 3]) == .archive(.followed(by: 3)))
        guard case .archive(.corrupt) = try problem(packed.prefix(2_000) + packed.dropFirst(2_001)) else { return #expect(Bool(false)) }
    }
}
