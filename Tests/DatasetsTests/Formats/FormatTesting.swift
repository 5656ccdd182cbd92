import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Writes files into a temporary folder and passes their paths to `body`.
func withFiles<Result>(_ files: [String: Data], _ body: ((String) -> String) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
        for (name, data) in files { try data.write(to: folder.appending(path: name)) }
        return try body { folder.appending(path: $0).path }
    }
}

func withFiles<Result>(_ files: [String: String], _ body: ((String) -> String) throws -> Result) throws -> Result {
    try withFiles(files.mapValues { Data($0.utf8) }, body)
}

/// Reads `data` truncated at every position and with changed bytes; reading may only throw a `DataError`, and never
/// traps.
func expectNoTrap(on data: Data, reading body: (SourceFile) throws -> Void) {
    func read(_ data: Data) {
        do {
            try body(SourceFile(name: "file", data: data))
        } catch {
            #expect(error is DataError)
        }
    }
    for length in 0..<data.count { read(data.prefix(length)) }
    let replacements: [UInt8] = [0, 0x22, 0x2C, 0x09, 0x0A, 0x2D, 0x39, 0x7F, 0xC3, 0xFF]
    for position in data.indices {
        for replacement in replacements {
            var broken = data
            broken[position] = replacement
            read(broken)
        }
    }
}

func file(_ text: String) -> SourceFile { SourceFile(name: "file", data: Data(text.utf8)) }

/// The error of reading a file with this text.
func problem(_ text: String, _ read: (SourceFile) throws -> some Any) -> DataError? { dataError { _ = try read(file(text)) } }
