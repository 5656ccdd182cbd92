import CZlib
import FoundationEssentials

/// The entries of a zip file, stored or deflated, found by the directory at its end.
struct ZipArchive {
    struct Entry {
        let name: String
        let method: UInt16
        let checksum: UInt32
        let packedSize: Int
        let size: Int
        /// Where the entry's own header starts.
        let position: Int
    }

    let file: SourceFile
    let entries: [Entry]

    /// - Throws: `DataError` where there is no directory, or it is broken.
    init(_ file: SourceFile) throws(DataError) {
        self.file = file
        var reader = ByteReader(file.data)
        guard let end = ZipArchive.endOfDirectory(file.data), reader.move(to: end + 10),
            let count = reader.littleEndian(UInt16.self), reader.littleEndian(UInt32.self) != nil,
            let start = reader.littleEndian(UInt32.self), reader.move(to: Int(start))
        else { throw file.error("The archive's directory is missing; the file is cut off or no zip file.") }
        var entries: [Entry] = []
        for number in 1...max(1, Int(count)) where count > 0 {
            guard let entry = ZipArchive.entry(&reader) else {
                throw file.error("Entry \(number) of \(count) in the archive's directory is broken.")
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    static func recognizes(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The unpacked bytes of the entry with this name; nil where there is none.
    ///
    /// - Throws: `DataError` where the entry is broken or packed in another way.
    func contents(_ name: String) throws(DataError) -> Data? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        var reader = ByteReader(file.data)
        guard reader.move(to: entry.position), reader.littleEndian(UInt32.self) == 0x0403_4B50,
            reader.move(to: entry.position + 26), let nameLength = reader.littleEndian(UInt16.self),
            let extraLength = reader.littleEndian(UInt16.self), reader.bytes(Int(nameLength) + Int(extraLength)) != nil,
            let packed = reader.bytes(entry.packedSize)
        else { throw file.error("The entry \(name) is cut off.") }
        let contents: Data
        switch entry.method {
        case 0: contents = packed
        case 8: contents = try Gzip.inflate(packed, size: entry.size, file: "\(file.name), \(name)")
        default:
            throw file.error("The entry \(name) is packed by method \(entry.method); expected stored or deflated.")
        }
        guard contents.count == entry.size, Gzip.checksum(contents) == entry.checksum else {
            throw file.error("The entry \(name) is corrupt: its checksum does not agree.")
        }
        return contents
    }

    /// The last place where the end record's signature stands; a comment of up to 65,535 bytes may follow it.
    private static func endOfDirectory(_ data: Data) -> Int? {
        guard data.count >= 22 else { return nil }
        let bytes = data.span
        for position in stride(from: data.count - 22, through: max(0, data.count - 22 - 0xFFFF), by: -1)
        where bytes[position] == 0x50 && bytes[position + 1] == 0x4B && bytes[position + 2] == 0x05 && bytes[position + 3] == 0x06 {
            return position
        }
        return nil
    }

    private static func entry(_ reader: inout ByteReader) -> Entry? {
        let start = reader.position
        guard reader.littleEndian(UInt32.self) == 0x0201_4B50, reader.move(to: start + 10),
            let method = reader.littleEndian(UInt16.self), reader.move(to: start + 16),
            let checksum = reader.littleEndian(UInt32.self), let packedSize = reader.littleEndian(UInt32.self),
            let size = reader.littleEndian(UInt32.self), let nameLength = reader.littleEndian(UInt16.self),
            let extraLength = reader.littleEndian(UInt16.self), let commentLength = reader.littleEndian(UInt16.self),
            reader.move(to: start + 42), let position = reader.littleEndian(UInt32.self),
            let name = reader.bytes(Int(nameLength)), reader.bytes(Int(extraLength) + Int(commentLength)) != nil
        else { return nil }
        return Entry(
            name: String(decoding: name, as: UTF8.self), method: method, checksum: checksum, packedSize: Int(packedSize),
            size: Int(size), position: Int(position))
    }
}
