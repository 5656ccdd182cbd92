import FoundationEssentials

/// The position of a zip file's directory, and its number of entries. Numbers that do not fit their fields are in a record of 64-bit
/// numbers (zip64), whose position is given by a locator before the end record.
struct ZipDirectory {
    let count: Int
    let position: Int

    /// Nil if the file has no end record, or its contents are invalid.
    init?(_ reader: inout ByteReader) {
        guard let end = reader.lastPosition(of: [0x50, 0x4B, 0x05, 0x06], recordSize: 22), reader.move(to: end + 10),
            let count = reader.littleEndian(UInt16.self), reader.littleEndian(UInt32.self) != nil,
            let position = reader.littleEndian(UInt32.self)
        else { return nil }
        if count < .max, position < .max {
            (self.count, self.position) = (Int(count), Int(position))
            return
        }
        // The locator is 20 bytes long, directly before the end record.
        guard reader.move(to: end - 20), reader.littleEndian(UInt32.self) == 0x0706_4B50, reader.littleEndian(UInt32.self) != nil,
            let record = reader.littleEndian(UInt64.self).flatMap({ Int(exactly: $0) }), reader.move(to: record),
            reader.littleEndian(UInt32.self) == 0x0606_4B50, reader.bytes(28) != nil,
            let longCount = reader.littleEndian(UInt64.self).flatMap({ Int(exactly: $0) }), reader.littleEndian(UInt64.self) != nil,
            let longPosition = reader.littleEndian(UInt64.self).flatMap({ Int(exactly: $0) })
        else { return nil }
        (self.count, self.position) = (longCount, longPosition)
    }
}

/// The directory's information about an entry.
struct ZipEntry {
    let name: String
    /// 0 if the entry is stored, 8 if it is deflated.
    let method: UInt16
    /// CRC-32 of the unpacked bytes.
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    /// The offset of the local header.
    let position: Int

    /// Reads an entry and moves on to the next; nil if it is malformed.
    init?(_ reader: inout ByteReader) {
        let start = reader.position
        guard reader.littleEndian(UInt32.self) == 0x0201_4B50, reader.move(to: start + 10),
            let method = reader.littleEndian(UInt16.self), reader.move(to: start + 16),
            let checksum = reader.littleEndian(UInt32.self), let packedSize = reader.littleEndian(UInt32.self),
            let size = reader.littleEndian(UInt32.self), let nameLength = reader.littleEndian(UInt16.self),
            let extraLength = reader.littleEndian(UInt16.self), let commentLength = reader.littleEndian(UInt16.self),
            reader.move(to: start + 42), let position = reader.littleEndian(UInt32.self),
            let name = reader.bytes(Int(nameLength)), let extra = reader.bytes(Int(extraLength)),
            reader.bytes(Int(commentLength)) != nil
        else { return nil }
        self.name = String(decoding: name, as: UTF8.self)
        self.method = method
        self.checksum = checksum
        // The extra field has, in this order, the 64-bit values of all fields that are all ones here.
        var longer = ByteReader(ZipEntry.zip64Field(in: extra))
        func number(_ short: UInt32) -> Int? {
            short < .max ? Int(short) : longer.littleEndian(UInt64.self).flatMap { Int(exactly: $0) }
        }
        guard let size = number(size), let packedSize = number(packedSize), let position = number(position) else { return nil }
        (self.size, self.packedSize, self.position) = (size, packedSize, position)
    }

    /// The extra field with 64-bit numbers; empty if there is none.
    private static func zip64Field(in extra: Data) -> Data {
        var reader = ByteReader(extra)
        while let kind = reader.littleEndian(UInt16.self), let length = reader.littleEndian(UInt16.self),
            let field = reader.bytes(Int(length))
        {
            if kind == 1 { return field }
        }
        return Data()
    }
}

extension ByteReader {
    /// The last position of a record with this signature; a comment of up to 65,535 bytes may follow it.
    fileprivate func lastPosition(of signature: [UInt8], recordSize: Int) -> Int? {
        let last = remaining + position - recordSize
        guard last >= 0 else { return nil }
        return stride(from: last, through: max(0, last - 0xFFFF), by: -1).first { starts(with: signature, at: $0) }
    }
}
