import Datasets
import Files

/// Why a safetensors file, or a checkpoint in one, could not be read or written. The messages for users are written elsewhere.
public struct SafetensorsError: Error, Sendable, Equatable {
    /// The file as the user named it; empty for bytes from elsewhere.
    public var file: String
    /// The array concerned.
    public var tensor: String?
    /// The problem.
    public var problem: Problem

    /// The problem. Sizes are in bytes.
    public enum Problem: Sendable, Equatable {
        case unreadable
        /// The file comes from another program, in an unsupported format.
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
        /// There is something other than a regular file at the path.
        case irregular
        case unwritable(DiskError)

        // Checkpoints
        case progressUnwritable(reason: String)
        /// The checkpoint could not be stored.
        case checkpointUnwritable(reason: String)
        case noCheckpoint
        /// The bytes have changed since they were written.
        case checksum
        case progressUnreadable
        /// A tensor that belongs to no part of the checkpoint.
        case unexpectedTensor
        case otherNetwork(NetworkError.Problem)
    }
}
