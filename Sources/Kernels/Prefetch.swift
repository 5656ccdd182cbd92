/// Memory that will be needed soon. A tile, whose own data are in the caches, prefetches some of it every few steps.
/// Results do not depend on it, and any address is allowed.
@usableFromInline
struct Prefetch {
    @usableFromInline var base: UnsafeRawPointer
    /// The distance in bytes from one request to the next.
    @usableFromInline var stride: Int
    /// The steps of k from one request to the next: a burst of requests would delay the tile's own reads.
    @usableFromInline var interval: Int

    @inlinable @inline(__always)
    init(_ base: UnsafePointer<Float>, stride: Int, interval: Int) {
        self.base = UnsafeRawPointer(base)
        self.stride = stride * 4
        self.interval = interval
    }

    /// The number of requests of a tile of this depth.
    @inlinable @inline(__always)
    func requests(_ depth: Int) -> Int { (depth + interval - 1) / interval }
}
