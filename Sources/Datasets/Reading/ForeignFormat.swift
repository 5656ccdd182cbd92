import FoundationEssentials

/// Files of other programs that are often given where data or weights are expected. They cannot be read, but are recognised by their first
/// bytes, so that the user learns what they are and how to convert them.
public enum ForeignFormat: Sendable, Equatable, CaseIterable {
    case pytorch, hdf5, keras, parquet, pickle, arrow, matlab, excel, sqlite, wave, png, jpeg, pdf, tar, xz, bzip2, zstandard, sevenZip

    /// The format of the file; nil if it is none of these.
    ///
    /// - Complexity: O(1), except for zip files, whose directory is read.
    public init?(of data: Data) {
        let head = [UInt8](data.prefix(16))
        func begins(_ text: String, at place: Int = 0) -> Bool { head.dropFirst(place).starts(with: text.utf8) }
        func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        if begins([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .hdf5
        } else if begins("PAR1"), data.suffix(4).elementsEqual("PAR1".utf8) {
            self = .parquet
        } else if begins("ARROW1") {
            self = .arrow
        } else if begins("MATLAB 5.0 MAT") {
            self = .matlab
        } else if begins("SQLite format 3") {
            self = .sqlite
        } else if begins("RIFF"), begins("WAVE", at: 8) {
            self = .wave
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins("%PDF-") {
            self = .pdf
        } else if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if begins("BZh"), head.count > 9, head[4...].starts(with: [0x31, 0x41, 0x59, 0x26]) {
            self = .bzip2
        } else if begins([0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstandard
        } else if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
            self = .sevenZip
        } else if data.count > 262, data.dropFirst(257).starts(with: "ustar".utf8) {
            self = .tar
        } else if let pickled = Self.pickle(data) {
            self = pickled
        } else if let zipped = Self.zip(data) {
            self = zipped
        } else {
            return nil
        }
    }

    /// A pickle begins with an opcode for its protocol, 2 to 5, and ends with a stop opcode. Before PyTorch's files were zip archives, they
    /// consisted of several pickles; the first is a long integer that identifies them.
    private static func pickle(_ data: Data) -> ForeignFormat? {
        let head = [UInt8](data.prefix(14))
        guard head.count > 3, head[0] == 0x80, (2...5).contains(head[1]) else { return nil }
        // The possible next opcodes: a frame, a mark, an empty or first container, a global name, a long integer, or a text.
        guard data.last == 0x2E, [0x95, 0x28, 0x5D, 0x7D, 0x29, 0x63, 0x8A, 0x58, 0x8C, 0x8F].contains(head[2]) else { return nil }
        let magic: [UInt8] = [0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
        return head.dropFirst(2).starts(with: magic) ? .pytorch : .pickle
    }

    private static func zip(_ data: Data) -> ForeignFormat? {
        guard ZipArchive.recognizes(data), let archive = try? ZipArchive(SourceFile(name: "", data: data)) else { return nil }
        let names = archive.entries.map(\.name)
        if names.contains(where: { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") || $0.hasSuffix("/constants.pkl") }) { return .pytorch }
        if names.contains("model.weights.h5") { return .keras }
        if names.contains("xl/workbook.xml") { return .excel }
        return nil
    }
}
