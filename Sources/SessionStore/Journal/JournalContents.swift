import Files

/// The contents of a journal: the session's file as it was when the journal was begun, and the changes since.
public struct JournalContents: Sendable, Equatable {
    /// The session's file when the journal was begun; nil if there was none.
    public private(set) var base: [UInt8]?
    /// All changes, in the order in which they were appended.
    public private(set) var changes: [[UInt8]] = []
    private var savings: [Saving] = []
    /// The number of bytes of whole entries at the journal's start; the rest is an entry whose writing was interrupted.
    private(set) var validCount: Int

    /// A text that was about to be written to the session's file.
    private struct Saving: Sendable, Equatable {
        var checksum: UInt64
        /// The number of changes that it contains.
        var changes: Int
        /// Changes that the text cannot express.
        var kept: [[UInt8]]
    }

    private static let mark = Array("unroll journal 1\n".utf8)

    /// Reads a journal's bytes up to the first incomplete entry; nil if they are not a journal.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.mark) else { return nil }
        validCount = Self.mark.count
        guard let (first, count) = JournalRecord.read(bytes[validCount...]), first.kind == .base else { return nil }
        // The first byte distinguishes an empty file from a missing one.
        base = first.bytes.isEmpty ? nil : Array(first.bytes.dropFirst())
        validCount += count
        while let (record, count) = JournalRecord.read(bytes[validCount...]) {
            switch record.kind {
            case .base: return
            case .change: changes.append(record.bytes)
            case .saving:
                var rest = record.bytes.dropFirst(16)
                var kept: [[UInt8]] = []
                while let (change, count) = JournalRecord.read(rest) {
                    kept.append(change.bytes)
                    rest = rest.dropFirst(count)
                }
                let numbers = (JournalRecord.number(record.bytes.prefix(8)), JournalRecord.number(record.bytes.dropFirst(8).prefix(8)))
                savings.append(Saving(checksum: numbers.0, changes: Int(clamping: numbers.1), kept: kept))
            }
            validCount += count
        }
    }

    /// The changes that a session's file lacks. Nil if another program has changed the file, that is, if it is neither
    /// the file that the journal was begun with nor one that was written from it.
    public func changes(missingIn file: [UInt8]?) -> [[UInt8]]? {
        if let file {
            let checksum = Checksum.of(file)
            if let saving = savings.last(where: { $0.checksum == checksum }) {
                return saving.kept + changes.dropFirst(saving.changes)
            }
        }
        return file == base ? changes : nil
    }

    /// The bytes of a journal that begins with this file.
    static func bytes(base: [UInt8]?, changes: [[UInt8]]) -> [UInt8] {
        var bytes = mark + JournalRecord(kind: .base, bytes: base.map { [1] + $0 } ?? []).frame
        for change in changes { bytes += JournalRecord(kind: .change, bytes: change).frame }
        return bytes
    }

    /// The entry that says that a text is about to be written, and which changes the text cannot express.
    static func saving(checksum: UInt64, changes: Int, keeping kept: [[UInt8]] = []) -> [UInt8] {
        let bytes = JournalRecord.bytes(checksum, count: 8) + JournalRecord.bytes(UInt64(clamping: changes), count: 8)
        return JournalRecord(kind: .saving, bytes: bytes + kept.flatMap { JournalRecord(kind: .change, bytes: $0).frame }).frame
    }
}
