import CZlib
import FoundationEssentials

/// The entries of a zip file, stored or deflated, found by the directory at its end. Sizes are taken from there, since a program that writes
/// to a pipe leaves them out of the entries' own headers.
struct ZipArchive {
    let file: SourceFile
    let entries: [ZipEntry]
    private let limit: UnpackLimit

    /// - Throws: `DataError` where there is no directory, or it is broken.
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

    /// Whether the file starts as zip files do: with an entry, or with the directory of none.
    static func recognizes(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The unpacked bytes of the entry with this name; nil where there is none.
    ///
    /// - Throws: `DataError` where the entry is broken, packed in another way, or unpacks to more than the limit.
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
