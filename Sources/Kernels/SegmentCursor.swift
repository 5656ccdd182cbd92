/// A position in a list of segments, from which rows are taken in pieces.
@usableFromInline
struct SegmentCursor {
    @usableFromInline var segment = 0
    /// The number of rows of the segment that have been taken.
    @usableFromInline var taken = 0

    @inlinable @inline(__always)
    init() {}

    /// The next rows, at most `most` and all from one segment; nil at the end.
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

    /// The next rows, at most `most`: part of one segment, or whole segments of equal size at equal distances in both
    /// matrices; nil at the end.
    @inlinable @inline(__always)
    mutating func nextEven(_ most: Int, of segments: UnsafeBufferPointer<RowSegment>) -> EvenSegments? {
        guard let first = next(most, of: segments) else { return nil }
        var even = EvenSegments(first: first)
        guard first.count == segments[segment].count else { return even }
        while segment + 1 < segments.count, even.rows + first.count <= most {
            let next = segments[segment + 1]
            let (left, result) = (next.left - segments[segment].left, next.result - segments[segment].result)
            guard next.count == first.count, even.segments == 1 || (left == even.leftDistance && result == even.resultDistance) else {
                break
            }
            (even.leftDistance, even.resultDistance) = (left, result)
            even.segments += 1
            segment += 1
        }
        return even
    }
}

/// Segments of equal size at equal distances.
@usableFromInline
struct EvenSegments {
    @usableFromInline var first: RowSegment
    @usableFromInline var segments: Int
    /// The distance between the first rows of successive segments in the left factor.
    @usableFromInline var leftDistance: Int
    /// The same distance in the result.
    @usableFromInline var resultDistance: Int

    @inlinable @inline(__always)
    init(first: RowSegment) {
        (self.first, segments, leftDistance, resultDistance) = (first, 1, first.count, first.count)
    }

    /// The number of rows of all segments.
    @inlinable @inline(__always)
    var rows: Int { first.count * segments }
}
