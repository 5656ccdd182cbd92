/// How large compressed data may become, so that a small file made to unpack without bounds is an error and no lack of memory.
struct UnpackLimit: Sendable {
    /// So many bytes may come of any file.
    var floor = 1 << 28
    /// So many bytes may come of each compressed one. Deflate makes at most 1,032 of one; of text and pictures 2 to 20, of
    /// rows that are nearly all zeros some 100.
    var ratio = 200
    /// More than this many bytes may come of no file. Unpacked numbers take up to four times their bytes once they are read.
    var ceiling = MachineMemory.bytes / 8

    /// The bytes that may come of so many compressed ones.
    func bytes(packed: Int) -> Int {
        let (product, overflow) = packed.multipliedReportingOverflow(by: ratio)
        return min(ceiling, max(floor, overflow ? .max : product))
    }
}
