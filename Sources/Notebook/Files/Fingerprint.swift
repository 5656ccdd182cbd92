/// A short name for a text: two texts with one fingerprint are the same text, as far as files of one folder go.
enum Fingerprint {
    /// FNV-1a over the bytes of a text, 64 bits, in hexadecimal digits.
    static func of(_ text: String) -> String {
        String(text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }
}
