extension SequenceDataset {
    /// A number that tells data apart: inputs, targets, lengths and the choice of sequences, as far as 64 bits go. FNV-1a over their words
    /// (Fowler, Noll, Vo, draft-eastlake-fnv).
    ///
    /// - Complexity: O(numbers of the storage, names and sequences).
    public var fingerprint: UInt64 {
        var fingerprint = WordFingerprint()
        switch storage.inputs {
        case .features(let values, let width):
            fingerprint.add(width)
            for value in values { fingerprint.add(value) }
        case .symbols(let ids, let vocabulary):
            for id in ids { fingerprint.add(Int(id)) }
            for name in vocabulary { fingerprint.add(name) }
        }
        switch storage.targets {
        case .sequenceClasses(let labels, let names), .stepClasses(let labels, let names):
            for label in labels { fingerprint.add(Int(label)) }
            for name in names { fingerprint.add(name) }
        case .sequenceValues(let values, let width), .stepValues(let values, let width):
            fingerprint.add(width)
            for value in values { fingerprint.add(value) }
        case .nextSymbol: fingerprint.add(1)
        }
        for offset in storage.offsets { fingerprint.add(offset) }
        for index in selection { fingerprint.add(index) }
        return fingerprint.value
    }
}

private struct WordFingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01b3 }
    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }
    mutating func add(_ number: Float) { add(UInt64(number.bitPattern)) }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(UInt64(byte)) }
        add(UInt64(0x100))
    }
}
