/// The cyclic redundancy check with Castagnoli's polynomial, as used in TFRecord files.
///
/// Source: G. Castagnoli, S. Bräuer, M. Herrmann, "Optimization of Cyclic Redundancy-Check Codes with 24 and 32 Parity Bits", 1993; RFC
/// 3720, appendix B.4.
enum CRC32C {
    /// The register after each byte, from zero.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
    }

    /// The check of bytes in order.
    ///
    /// - Complexity: O(n).
    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }

    /// The check rotated and shifted by a constant, so that data that contains checks of its own is still checked well.
    static func masked(_ bytes: [UInt8]) -> UInt32 {
        let check = of(bytes)
        return (check >> 15 | check << 17) &+ 0xA282_EAD8
    }
}
