/// The greatest size of unpacked data, so that a small file that expands without bounds is an error rather than a lack of memory.
struct UnpackLimit: Sendable {
    /// Any file may expand to this many bytes.
    var floor = 1 << 28
    /// The greatest ratio of unpacked to compressed bytes. Deflate reaches at most 1,032; text and pictures reach 2 to 20, and rows of
    /// almost only zeros about 100.
    var ratio = 200
    /// No file may expand to more than this many bytes. Once read, numbers take up to four times their unpacked bytes.
    var ceiling = MachineMemory.bytes / 8

    /// The greatest unpacked size of this many compressed bytes.
    func bytes(packed: Int) -> Int {
        let (product, overflow) = packed.multipliedReportingOverflow(by: ratio)
        return min(ceiling, max(floor, overflow ? .max : product))
    }
}
