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
        #expect(train.picture(of: 0)?.width == 2)
    }

    @Test func oneOfTheTwoSetsIsEnough() throws {
        let pair = try load(images: images, labels: labels, set: "t10k")
        #expect(pair.train == nil && pair.test?.count == 3)
    }

    @Test func saysWhatIsWrong() throws {
        func problem(_ images: Data?, _ labels: Data?) -> String { sentence { _ = try load(images: images, labels: labels) } ?? "no error" }
        #expect(problem(nil, nil).contains("holds no MNIST files"))
        #expect(problem(images, nil).contains("train-labels-idx1-ubyte is missing"))
        #expect(problem(nil, labels).contains("train-images-idx3-ubyte is missing"))
        #expect(problem(images, idx(shape: [2], bytes: [1, 2])).contains("has 2 labels, but"))
        #expect(problem(images, idx(shape: [3], bytes: [1, 2, 10])).contains("Label 3 is 10.0; expected a whole number from 0 to 9."))
        #expect(problem(labels, labels).contains("Expected images, 3 axes (images x rows x columns); the file has 1: 3."))
        #expect(problem(images, images).contains("Expected labels, 1 axis; the file has 3: 3 x 2 x 2."))
        #expect(
            problem(images.dropLast(), labels).contains("cut off: its header promises 3 x 2 x 2 unsigned bytes, 12 bytes; 11 are there."))
        #expect(problem(images + [1], labels).contains("1 bytes more"))
        #expect(problem(images.prefix(9), labels).contains("the size of axis 2 of 3 is missing"))
        #expect(problem(Data("PNG, as it happens".utf8), labels).contains("no IDX file: it starts with the bytes 50 4e 47 2c"))
        #expect(problem(idx(shape: [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], bytes: []), labels).contains("implausible"))
        #expect(problem(idx(shape: [0, 2, 2], bytes: []), idx(shape: [0], bytes: [])).contains("no images"))
        #expect(sentence { _ = try MNIST.load(folder: "/does/not/exist") }?.hasPrefix("/does/not/exist: There is no such folder.") == true)
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

    @Test(.enabled(if: SharedData.has("mnist"), "needs the MNIST files in ../shared/data"))
    func readsTheRealFiles() throws {
        let pair = try MNIST.load(folder: SharedData.path("mnist"))
        let test = try #require(pair.test)
        #expect(pair.train == nil && test.count == 10_000 && test.features == 28)
        #expect(test.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
        let halves = try pair.split(0.8)
        #expect(halves.train?.count == 8_000 && halves.test?.selection.first == 8_000)
    }

    @Test(.enabled(if: SharedData.has("mnist"), "needs the MNIST files in ../shared/data"))
    func saysWhenACompressedFileIsBroken() throws {
        let packed = try Data(contentsOf: URL(filePath: SharedData.path("mnist/t10k-labels-idx1-ubyte.gz")))
        func problem(_ labels: Data) throws -> String {
            try withTemporaryFolder { folder in
                try images.write(to: folder.appending(path: "t10k-images-idx3-ubyte"))
                try labels.write(to: folder.appending(path: "t10k-labels-idx1-ubyte.gz"))
                return sentence { _ = try MNIST.load(folder: folder.path) } ?? "no error"
            }
        }
        #expect(try problem(packed).contains("has 10000 labels, but"))
        #expect(try problem(packed.dropLast(5)).contains("The compressed data is cut off after"))
        #expect(try problem(packed + [1, 2, 3]).contains("followed by 3 bytes"))
        #expect(try problem(packed.prefix(2_000) + packed.dropFirst(2_001)).contains("corrupt near byte"))
    }
}
