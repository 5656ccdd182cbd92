import Files
import Kernels
import SystemPackage

extension Safetensors {
    /// The bytes of the file. Equal contents give equal bytes.
    public var bytes: [UInt8] {
        var entries: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)):\(jsonString($0.value))" }
            entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var end = 0
        func entry(_ name: String, _ type: String, _ shape: [Int], _ count: Int) -> String {
            let begin = end
            end += 4 * count
            let extents = shape.map(String.init).joined(separator: ",")
            return "\(jsonString(name)):{\"dtype\":\"\(type)\",\"shape\":[\(extents)],\"data_offsets\":[\(begin),\(end)]}"
        }
        for tensor in tensors { entries.append(entry(tensor.name, "F32", tensor.shape, tensor.values.count)) }
        for tensor in integers { entries.append(entry(tensor.name, "I32", tensor.shape, tensor.values.count)) }

        var header = Array("{\(entries.joined(separator: ","))}".utf8)
        // Numbers begin at a multiple of 8, so that readers can map them.
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + end)
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * shift))) }
        bytes += header
        func append(_ pattern: UInt32) {
            bytes.append(UInt8(truncatingIfNeeded: pattern))
            bytes.append(UInt8(truncatingIfNeeded: pattern >> 8))
            bytes.append(UInt8(truncatingIfNeeded: pattern >> 16))
            bytes.append(UInt8(truncatingIfNeeded: pattern >> 24))
        }
        for tensor in tensors { bytes.append(littleEndian: tensor.values) }
        for tensor in integers { for value in tensor.values { append(UInt32(bitPattern: value)) } }
        return bytes
    }

    /// Writes the file atomically: a reader sees either the old file or the new one, whatever happens in between. Only a regular file is
    /// replaced.
    ///
    /// - Throws: `SafetensorsError` if it cannot be written.
    public func write(to file: String) throws(SafetensorsError) {
        do {
            try SystemDisk().replace(FilePath(file), with: bytes)
        } catch {
            let isRegular = error.code != .isDirectory && error.code != .invalidArgument
            throw SafetensorsError(file: file, problem: isRegular ? .unwritable(error) : .irregular)
        }
    }
}

private func jsonString(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\u{0}"..."\u{1F}":
            let code = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
