import CZlib
import FoundationEssentials

/// Unpacks gzip files and the deflated entries of zip files.
enum Gzip {
    static func isGzip(_ data: Data) -> Bool {
        data.count > 2 && data[data.startIndex] == 0x1F && data[data.startIndex + 1] == 0x8B
    }

    /// All members of a gzip file, concatenated; zero bytes after them, which pad the last block of a tape, are ignored.
    ///
    /// - Throws: `DataError` if the stream is truncated or corrupt, expands beyond `limit`, or is followed by something else.
    static func unpack(_ packed: Data, file: String, limit: UnpackLimit = UnpackLimit()) throws(DataError) -> Data {
        try inflateAll(packed, windowBits: 15 + 16, isGzip: true, limit: limit.bytes(packed: packed.count), file: file)
    }

    /// A raw deflate stream of a zip file that must expand to `size` bytes.
    ///
    /// - Throws: `DataError` if the stream is truncated, corrupt or of another size, or if `size` exceeds `limit`, before anything is
    ///   unpacked.
    static func inflate(_ packed: Data, size: Int, file: String, limit: UnpackLimit) throws(DataError) -> Data {
        let most = limit.bytes(packed: packed.count)
        guard size <= most else { throw DataError(.archive(.unpacksBeyond(limit: most)), file: file) }
        let data = try inflateAll(packed, windowBits: -15, isGzip: false, limit: size, file: file)
        guard data.count == size else {
            throw DataError(.archive(.entrySize(found: data.count, expected: size)), file: file)
        }
        return data
    }

    /// The CRC-32 of zip and gzip files.
    static func checksum(_ data: Data) -> UInt32 {
        data.withUnsafeBytes { bytes in
            UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
        }
    }

    private static func inflateAll(
        _ packed: Data, windowBits: Int32, isGzip: Bool, limit: Int, file: String
    ) throws(DataError) -> Data {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw DataError(.archive(.noMemory), file: file)
        }
        defer { inflateEnd(&stream) }
        var unpacked = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        var consumed = 0
        while true {
            try Cancellation.check(consumed, of: packed.count)
            let (status, read, written) = step(&stream, packed, from: consumed, into: &chunk)
            consumed += read
            guard unpacked.count + written <= limit else {
                throw DataError(.archive(.unpacksBeyond(limit: limit)), file: file)
            }
            unpacked.append(contentsOf: chunk[..<written])
            switch status {
            case Z_STREAM_END where consumed == packed.count:
                return unpacked
            case Z_STREAM_END where isGzip && Gzip.isGzip(packed[(packed.startIndex + consumed)...]):
                inflateReset(&stream)
            case Z_STREAM_END where isGzip && packed[(packed.startIndex + consumed)...].allSatisfy({ $0 == 0 }):
                return unpacked
            case Z_STREAM_END:
                throw DataError(.archive(.followed(by: packed.count - consumed)), file: file)
            case Z_OK where read > 0 || written > 0:
                continue
            case Z_OK, Z_BUF_ERROR:
                throw DataError(.archive(.cutOff(after: packed.count)), file: file)
            default:
                throw DataError(.archive(.corrupt(near: consumed)), file: file)
            }
        }
    }

    /// One call of zlib, which takes pointers.
    private static func step(
        _ stream: inout z_stream, _ packed: Data, from start: Int, into chunk: inout [UInt8]
    ) -> (status: Int32, read: Int, written: Int) {
        let available = min(packed.count - start, 1 << 20)
        let room = chunk.count
        let status = packed.withUnsafeBytes { source in
            chunk.withUnsafeMutableBufferPointer { target in
                stream.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self))
                stream.avail_in = UInt32(available)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                return CZlib.inflate(&stream, Z_NO_FLUSH)
            }
        }
        return (status, available - Int(stream.avail_in), room - Int(stream.avail_out))
    }
}
