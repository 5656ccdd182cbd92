/// A place in a list of segments, from which their rows are taken some at a time.
@usableFromInline
struct SegmentCursor {
    @usableFromInline var segment = 0
    /// Rows of that segment that have been taken.
    @usableFromInline var taken = 0

    @inlinable @inline(__always)
    init() {}

    /// The next rows, at most so many and all of one segment; nil at the end.
    @inlinable @inline(__always)
    mutating func next(_ most: Int, of segments: UnsafeBufferPointer<RowSegment>) -> RowSegment? {
        while segment < segments.count, taken == segments[segment].count {
            segment += 1
            taken = 0
        }
        guard segment < segments.count, most > 0 else { return nil }
        let whole = segments[segment]
        let piece = RowSegment(left: whole.left + taken, result: whole.result + taken, count: min(most, whole.count - taken))
        taken += piece.count
        return piece
    }
}
