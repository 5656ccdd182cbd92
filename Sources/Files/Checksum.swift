/// A 64-bit FNV-1a hash, which almost surely changes if any byte changes. It guards against accidents, not against
/// intent.
public enum Checksum {
    /// The checksum of bytes in order.
    ///
    /// - Complexity: O(n).
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
