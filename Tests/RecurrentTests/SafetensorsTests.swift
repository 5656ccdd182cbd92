import Foundation
import TestSupport
import Testing

@testable import Recurrent

private func problem(_ bytes: [UInt8]) -> SafetensorsError.Problem? {
    do {
        _ = try Safetensors(bytes: bytes)
        return nil
    } catch {
        return error.problem
    }
}

private func file(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let header = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
}

@Suite struct SafetensorsTests {
    let sample = Safetensors(
        metadata: ["who": "a \"name\"\n\\ and ü \u{1}"],
        tensors: [
            Tensor(name: "weights", shape: [2, 3], values: [0, -0.0, .infinity, 0x1p-149, .pi, -1]),
            Tensor(name: "scalar", shape: [], values: [4]), Tensor(name: "none", shape: [0, 7], values: []),
        ],
        integers: [.init(name: "labels", shape: [2], values: [.min, .max])])

    @Test func readsWhatItWrites() throws {
        let read = try Safetensors(bytes: sample.bytes)
        #expect(read.metadata == sample.metadata)
        #expect(Set(read.tensors.map(\.name)) == ["weights", "scalar", "none"])
        for tensor in sample.tensors { #expect(read.tensor(tensor.name)?.values.map(\.bitPattern) == tensor.values.map(\.bitPattern)) }
        #expect(read.integers == sample.integers)
        #expect(try Safetensors(bytes: Safetensors().bytes) == Safetensors())
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "model.safetensors").path
            try sample.write(to: path)
            #expect(try Safetensors(file: path) == read)
            #expect(throws: SafetensorsError.self) { try Safetensors(file: path + "x") }
            #expect(throws: SafetensorsError.self) { try sample.write(to: path + "/x") }
        }
    }

    @Test func readsOtherTypesOfNumbers() throws {
        func read(_ type: String, _ data: [UInt8]) throws -> Safetensors {
            try Safetensors(bytes: file("{\"t\":{\"dtype\":\"\(type)\",\"shape\":[1],\"data_offsets\":[0,\(data.count)]}}", data))
        }
        #expect(try read("F16", [0x00, 0x3C]).tensors[0].values == [1])
        #expect(try read("F16", [0x01, 0x80]).tensors[0].values == [-0x1p-24])
        #expect(try read("F16", [0xFF, 0x7B]).tensors[0].values == [65504])
        #expect(try read("F16", [0x00, 0xFC]).tensors[0].values == [-.infinity])
        #expect(try read("BF16", [0x80, 0x3F]).tensors[0].values == [1])
        #expect(try read("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0xBF]).tensors[0].values == [-1.5])
        #expect(try read("I64", [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).integers[0].values == [-2])
        #expect(throws: SafetensorsError.self) { try read("I64", [0, 0, 0, 0, 1, 0, 0, 0]) }
        #expect(throws: SafetensorsError.self) { try read("Q8", [0]) }
    }

    @Test func refusesWhatIsNotWhole() {
        let bytes = sample.bytes
        for count in stride(from: 0, to: bytes.count, by: 1) { #expect(problem(Array(bytes[..<count])) != nil, "cut at \(count)") }
        #expect(problem(bytes + [0]) == .trailing(1))
        #expect(problem(Array(repeating: 0xFF, count: 64)) != nil)
        #expect(problem(file("[]", [])) != nil)
        #expect(problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", [0, 0, 0, 0])) != nil)
        #expect(problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}", [0, 0, 0, 0])) != nil)
        #expect(problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", [0, 0, 0, 0])) != nil)
        #expect(
            problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775807,-9223372036854775808]}}", []))
                != nil)
        #expect(problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", [0, 0, 0, 0])) != nil)
    }

    /// Changing any single byte gives a file or an error, never a crash.
    @Test func survivesDamage() {
        let bytes = sample.bytes
        for index in bytes.indices {
            for value: UInt8 in [0, 0x22, 0x39, 0x7D, 0xFF] {
                var damaged = bytes
                damaged[index] = value
                _ = problem(damaged)
            }
        }
    }

    /// Shapes and offsets whose products and sums exceed the range of integers.
    @Test func extremeNumbersAreRefused() {
        #expect(
            problem(
                file("{\"t\":{\"dtype\":\"F32\",\"shape\":[2305843009213693951],\"data_offsets\":[0,9223372036854775804]}}", [0, 0, 0, 0]))
                != nil)
        #expect(problem(file("{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,0,4],\"data_offsets\":[0,0]}}", [])) != nil)
        #expect(problem([255, 255, 255, 255, 255, 255, 255, 127, 0]) != nil)
    }

    /// Headers with numbers near the ends of their range, and near those that match the file's size, give a file or an
    /// error, never a crash.
    @Test func survivesExtremeHeaders() {
        var random = SeededGenerator()
        let extremes: [Int] = [
            .min, .min + 1, -1, 0, 1, 2, 3, 4, 8, 16, 1 << 30, 1 << 31, 1 << 32, 1 << 60, 1 << 61, (1 << 61) - 1, 1 << 62, .max - 100,
            .max - 8,
            .max - 4, .max - 3, .max - 1, .max,
        ]
        func number() -> Int { extremes.randomElement(using: &random) ?? 0 }
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...3, using: &random)
            let entries = (0..<count).map { index in
                let shape = (0..<Int.random(in: 0...3, using: &random)).map { _ in String(number()) }.joined(separator: ",")
                let type = ["F32", "F64", "F16", "BF16", "I32", "I64"].randomElement(using: &random) ?? "F32"
                let begin = Bool.random(using: &random) ? 0 : number()
                return "\"t\(index)\":{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(number())]}"
            }
            var bytes = file("{\(entries.joined(separator: ","))}", [UInt8](repeating: 1, count: Int.random(in: 0...16, using: &random)))
            if Int.random(in: 0..<20, using: &random) == 0 {
                let length = UInt64(bitPattern: Int64(number()))
                for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: length >> UInt64(8 * place)) }
            }
            _ = problem(bytes)
        }
    }

    @Test func replacesRegularFilesOnly() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appending(path: "pipe").path
            let link = folder.appending(path: "link").path
            let file = folder.appending(path: "file").path
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(throws: SafetensorsError.self) { try sample.write(to: pipe) }
            #expect(throws: SafetensorsError.self) { try sample.write(to: folder.path) }
            try sample.write(to: file)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            try sample.write(to: link)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        }
    }
}
