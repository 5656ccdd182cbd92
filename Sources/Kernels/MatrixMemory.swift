#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Memory for the numbers of a matrix: initially zero, aligned to 64 bytes.
///
/// The system provides a large matrix page by page: nothing is written before it is used, the threads that use it first
/// share that work, and huge pages are used if there are any.
struct MatrixMemory {
    let address: UnsafeMutableRawPointer
    private let bytes: Int
    private let isMapped: Bool

    /// Below this size in bytes the allocator is faster.
    private static let leastMapping = 1 << 22

    init(bytes: Int) {
        self.bytes = bytes
        if bytes >= Self.leastMapping, let mapping = Self.map(bytes) {
            (address, isMapped) = (mapping, true)
        } else {
            address = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
            address.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
            isMapped = false
        }
    }

    private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
        guard let mapping = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), mapping != MAP_FAILED else {
            return nil
        }
        #if os(Linux)
            // If this is refused, pages are small.
            _ = madvise(mapping, bytes, MADV_HUGEPAGE)
        #endif
        return mapping
    }

    func free() {
        if isMapped { munmap(address, bytes) } else { address.deallocate() }
    }
}
