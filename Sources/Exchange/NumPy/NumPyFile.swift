/// An array in NumPy's .npy format, version 1: a magic string, a header that is a Python dictionary, and the numbers.
public enum NumPyFile {
    /// The bytes of the file: float32, little-endian, in row-major order.
    ///
    /// - Precondition: `values.count` is the product of `shape`.
    /// - Complexity: O(values).
    public static func bytes(_ values: [Float], shape: [Int]) -> [UInt8] {
        precondition(shape.reduce(1, *) == values.count, "an array has as many values as its shape says")
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }"
        // The numbers begin at a multiple of 64 bytes.
        let length = 10 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
        bytes.append(littleEndian: UInt16(header.utf8.count))
        bytes += header.utf8
        for value in values { bytes.append(littleEndian: value.bitPattern) }
        return bytes
    }
}
