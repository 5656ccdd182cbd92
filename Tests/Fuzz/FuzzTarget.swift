import Testing

/// A reader, what it is tried with, and what has to hold of it whatever it is given.
struct FuzzTarget: Sendable, CustomTestStringConvertible {
    /// Unique, and the name of the file that the current input is written to.
    let name: String
    /// Of so many iterations that are asked for, one is made: for readers that take longer.
    var share = 1
    /// Makes an input.
    let make: @Sendable (inout Mutator) -> [UInt8]
    /// Reads it.
    ///
    /// - Returns: about how many bytes are held by what was read.
    /// - Throws: what is wrong with the reader; what is wrong with the input is for it to say.
    let read: @Sendable ([UInt8]) throws -> Int

    var testDescription: String { name }
}

extension FuzzTarget {
    /// A target whose inputs are changed samples.
    ///
    /// - Parameter words: what the format is made of; put in between.
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

/// What a reader should not have done.
struct FuzzFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    static func require(_ condition: Bool, _ description: @autoclosure () -> String) throws {
        if !condition { throw FuzzFailure(description()) }
    }
}
