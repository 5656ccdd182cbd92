import Testing

/// A reader, its inputs, and a property that must hold whatever it is given.
struct FuzzTarget: Sendable, CustomTestStringConvertible {
    /// A unique name, also that of the file with the current input.
    let name: String
    /// One input is made for this many requested iterations, for slow readers.
    var share = 1
    /// Makes an input.
    let make: @Sendable (inout Mutator) -> [UInt8]
    /// Reads it.
    ///
    /// - Returns: the approximate number of bytes held by what was read.
    /// - Throws: a fault of the reader; faults of the input are for the reader to report.
    let read: @Sendable ([UInt8]) throws -> Int

    var testDescription: String { name }
}

extension FuzzTarget {
    /// A target whose inputs are mutated samples.
    ///
    /// - Parameter words: tokens of the format, which are inserted.
    init(
        _ name: String, samples: [[UInt8]], words: [String] = [], share: Int = 1, read: @escaping @Sendable ([UInt8]) throws -> Int
    ) {
        self.init(name: name, share: share, make: { $0.mutated(samples, words: words) }, read: read)
    }

    init(_ name: String, texts: [String], words: [String] = [], share: Int = 1, read: @escaping @Sendable ([UInt8]) throws -> Int) {
        self.init(name, samples: texts.map { Array($0.utf8) }, words: words, share: share, read: read)
    }

    static let all = tables + series + objects + words + recordings + arrays + archives + weights + sessions + language
}

/// Something that a reader should not have done.
struct FuzzFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    static func require(_ condition: Bool, _ description: @autoclosure () -> String) throws {
        if !condition { throw FuzzFailure(description()) }
    }
}
