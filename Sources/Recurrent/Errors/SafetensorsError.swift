import Datasets
import Files

/// Why a safetensors file, or a checkpoint in one, could not be read or written. Messages for users are worded elsewhere.
public struct SafetensorsError: Error, Sendable, Equatable {
    /// As the user named it; empty for bytes that come from elsewhere.
    public var file: String
    /// The array concerned.
    public var tensor: String?
    /// What is wrong.
    public var problem: Problem

    /// What is wrong. Sizes are in bytes.
    public enum Problem: Sendable, Equatable {
        case unreadable
        /// The file is of another program, in a format that is not read.
        case isForeign(ForeignFormat)
        case tooShort(Int)
        case header(length: UInt64, following: Int)
        case headerIsNoJSON
        case type(String, supported: [String])
        case shape([Int])
        case extent(shape: [Int], size: Int, expected: Int, begin: Int, end: Int)
        case cutShort(end: Int, file: Int)
        case integerTooLarge
        case trailing(Int)
        /// Something else than a regular file stands where the file should.
        case irregular
        case unwritable(DiskError)

        // Checkpoints
        case progressUnwritable(reason: String)
        /// Whoever was to keep a checkpoint could not.
        case checkpointUnwritable(reason: String)
        case noCheckpoint
        /// Bytes are not those that were written.
        case checksum
        case progressUnreadable
        /// A tensor that no part of the checkpoint has a place for.
        case unexpectedTensor
        case otherNetwork(NetworkError.Problem)
    }
}
