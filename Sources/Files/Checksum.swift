/// A number of 64 bits that is almost surely another one where any byte is: FNV-1a. It guards against accidents, not against intent.
public enum Checksum {
    /// Of bytes in order.
    ///
    /// - Complexity: O(n).
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
