import CZlib
import FoundationEssentials

/// The entries of a zip file, stored or deflated, found through the directory at its end. Sizes are taken from the directory, since a
/// program that writes to a pipe leaves them out of the local headers.
struct ZipArchive {
    let file: SourceFile
    let entries: [ZipEntry]
    private let limit: UnpackLimit

    /// - Throws: `DataError` if the directory is missing or malformed.
    init(_ file: SourceFile, limit: UnpackLimit = UnpackLimit()) throws(DataError) {
        self.file = file
        self.limit = limit
        var reader = ByteReader(file.data)
        guard let directory = ZipDirectory(&reader), reader.move(to: directory.position) else {
            throw file.error(.archive(.noDirectory))
        }
        var entries: [ZipEntry] = []
        while entries.count < directory.count {
            guard let entry = ZipEntry(&reader) else {
                throw file.error(.archive(.brokenEntry(entries.count + 1, of: directory.count)))
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    /// Whether the file starts like a zip file: with an entry, or with an empty directory.
    static func recognizes(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The unpacked bytes of the entry with this name; nil if there is none.
    ///
    /// - Throws: `DataError` if the entry is malformed, compressed by another method, or expands beyond the limit.
    func contents(_ name: String) throws(DataError) -> Data? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        var reader = ByteReader(file.data)
        guard reader.move(to: entry.position), reader.littleEndian(UInt32.self) == 0x0403_4B50,
            reader.move(to: entry.position + 26), let nameLength = reader.littleEndian(UInt16.self),
            let extraLength = reader.littleEndian(UInt16.self), reader.bytes(Int(nameLength) + Int(extraLength)) != nil,
            let packed = reader.bytes(entry.packedSize)
        else { throw file.error(.archive(.entryCutOff(name))) }
        let contents: Data
        switch entry.method {
        case 0: contents = packed
        case 8: contents = try Gzip.inflate(packed, size: entry.size, file: "\(file.name), \(name)", limit: limit)
        default: throw file.error(.archive(.entryMethod(name, method: entry.method)))
        }
        guard contents.count == entry.size, Gzip.checksum(contents) == entry.checksum else {
            throw file.error(.archive(.entryChecksum(name)))
        }
        return contents
    }
}
