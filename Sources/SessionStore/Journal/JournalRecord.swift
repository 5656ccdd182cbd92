import Files

/// A change to a session, as the journal stores it.
public protocol JournalChange: Sendable {
    /// The change as bytes; computed when it is written.
    var journalBytes: [UInt8] { get }
}

/// An entry of a journal. On disk it consists of its size, its checksum, its kind and its bytes.
struct JournalRecord: Sendable, Equatable {
    /// The kind of an entry.
    enum Kind: UInt8, Sendable {
        /// The session's file when the journal was begun; the first entry of each journal.
        case base = 1
        /// A change.
        case change
        /// A text is about to be written to the session's file: its checksum, how many of the journal's first changes
        /// it contains, and the changes that it cannot express.
        case saving
    }

    var kind: Kind
    var bytes: [UInt8]

    /// The size of an entry without `bytes`: size, checksum and kind.
    private static let overhead = 4 + 8 + 1

    /// The entry as it is on disk.
    var frame: [UInt8] {
        let body = [kind.rawValue] + bytes
        let size = Self.bytes(UInt64(bytes.count), count: 4)
        return size + Self.bytes(Checksum.of(size + body), count: 8) + body
    }

    /// Reads the entry at the start of `bytes`; nil if it is incomplete or damaged.
    ///
    /// - Returns: the entry and its size in bytes.
    static func read(_ bytes: ArraySlice<UInt8>) -> (JournalRecord, count: Int)? {
        guard bytes.count >= overhead else { return nil }
        let start = bytes.startIndex
        let count = Int(number(bytes[start..<start + 4]))
        guard count <= bytes.count - overhead, let kind = Kind(rawValue: bytes[start + 12]) else { return nil }
        let body = bytes[start + 12..<start + overhead + count]
        guard Checksum.of(Array(bytes.prefix(4)) + body) == number(bytes[start + 4..<start + 12]) else { return nil }
        return (JournalRecord(kind: kind, bytes: Array(body.dropFirst())), overhead + count)
    }

    /// A number as little-endian bytes.
    static func bytes(_ number: UInt64, count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) } }

    /// The number in up to eight little-endian bytes.
    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
