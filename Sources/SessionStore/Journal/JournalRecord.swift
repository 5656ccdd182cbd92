import Files

/// A change of a session, as its journal keeps it.
public protocol JournalChange: Sendable {
    /// The change in bytes; asked for when it is written.
    var journalBytes: [UInt8] { get }
}

/// One entry of a journal, with the form in which it is on disk: its size, its checksum, what it is, and its bytes.
struct JournalRecord: Sendable, Equatable {
    /// What an entry says.
    enum Kind: UInt8, Sendable {
        /// The session's file as it was when the journal was begun; first in each journal.
        case base = 1
        /// A change.
        case change
        /// That a text is about to be written to the session's file: its checksum, and how many of the journal's changes it has, from the
        /// first on, and changes that say what it cannot.
        case saving
    }

    var kind: Kind
    var bytes: [UInt8]

    /// Bytes of an entry that are not `bytes`.
    private static let overhead = 4 + 8 + 1

    /// The entry as it is on disk.
    var frame: [UInt8] {
        let body = [kind.rawValue] + bytes
        let size = Self.bytes(UInt64(bytes.count), count: 4)
        return size + Self.bytes(Checksum.of(size + body), count: 8) + body
    }

    /// Reads the entry at the start of bytes; nil where no whole one is there, or one that was damaged.
    ///
    /// - Returns: the entry and how many bytes it takes.
    static func read(_ bytes: ArraySlice<UInt8>) -> (JournalRecord, count: Int)? {
        guard bytes.count >= overhead else { return nil }
        let start = bytes.startIndex
        let count = Int(number(bytes[start..<start + 4]))
        guard count <= bytes.count - overhead, let kind = Kind(rawValue: bytes[start + 12]) else { return nil }
        let body = bytes[start + 12..<start + overhead + count]
        guard Checksum.of(Array(bytes.prefix(4)) + body) == number(bytes[start + 4..<start + 12]) else { return nil }
        return (JournalRecord(kind: kind, bytes: Array(body.dropFirst())), overhead + count)
    }

    /// A number as bytes, the lowest first.
    static func bytes(_ number: UInt64, count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) } }

    /// The number of eight bytes at most, the lowest first.
    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
