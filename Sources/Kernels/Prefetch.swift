/// Memory that will be needed soon: a tile, whose own data are in the caches, asks for some of it every few steps. Results do not depend on
/// it, and any address will do.
@usableFromInline
struct Prefetch {
    @usableFromInline var base: UnsafeRawPointer
    /// Bytes from one request to the next.
    @usableFromInline var stride: Int
    /// Steps of k from one request to the next: requests in a bunch would hold up the tile's own reads.
    @usableFromInline var interval: Int

    @inlinable @inline(__always)
    init(_ base: UnsafePointer<Float>, stride: Int, interval: Int) {
        self.base = UnsafeRawPointer(base)
        self.stride = stride * 4
        self.interval = interval
    }

    /// How often a tile of this depth asks.
    @inlinable @inline(__always)
    func requests(_ depth: Int) -> Int { (depth + interval - 1) / interval }
}
