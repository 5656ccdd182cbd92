extension [UInt8] {
    /// Appends the four bytes of each number, the least significant first.
    ///
    /// - Complexity: O(numbers); on little-endian machines a copy of memory.
    public mutating func append(littleEndian numbers: [Float]) {
        #if _endian(little)
            numbers.withUnsafeBytes { append(contentsOf: $0) }
        #else
            numbers.map(\.bitPattern.littleEndian).withUnsafeBytes { append(contentsOf: $0) }
        #endif
    }
}

extension [UInt8] {
    /// Appends the four bytes of each word, the least significant first.
    ///
    /// - Complexity: O(words).
    public mutating func append(littleEndian words: [UInt32]) {
        words.map(\.littleEndian).withUnsafeBytes { append(contentsOf: $0) }
    }
}

extension [UInt32] {
    /// Decodes words of four bytes, the least significant first; bytes after the last whole word are ignored.
    ///
    /// - Complexity: O(words).
    public init(littleEndian bytes: borrowing RawSpan) {
        self = [Float](littleEndian: bytes).map(\.bitPattern)
    }
}

extension [Float] {
    /// Decodes numbers of four bytes, the least significant first; bytes after the last whole number are ignored.
    ///
    /// - Complexity: O(numbers); on little-endian machines a copy of memory.
    public init(littleEndian bytes: borrowing RawSpan) {
        let count = bytes.byteCount / 4
        self = bytes.withUnsafeBytes { source in
            [Float](unsafeUninitializedCapacity: count) { numbers, initialized in
                UnsafeMutableRawBufferPointer(numbers).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<(4 * count)]))
                initialized = count
            }
        }
        #if _endian(big)
            for place in indices { self[place] = Float(bitPattern: UInt32(littleEndian: self[place].bitPattern)) }
        #endif
    }
}
