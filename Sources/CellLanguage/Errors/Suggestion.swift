/// Finds what was probably meant by a word that means nothing.
package enum Suggestion {
    /// The nearest of `candidates`, if one is near: a third of the letters, at most, may be wrong, missing, too many or swapped.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().utf8.prefix(64))
        let limit = max(1, letters.count / 3)
        var best: (name: String, distance: Int)?
        var table = DistanceTable()
        for candidate in candidates {
            // Most candidates are too long or too short, which shows before any letter is looked at; only other letters than ASCII's change their size.
            let isNearInSize = abs(candidate.utf8.count - letters.count) <= limit
            guard isNearInSize || candidate.utf8.contains(where: { $0 >= 0x80 }) else { continue }
            let other = Array(candidate.lowercased().utf8)
            guard abs(other.count - letters.count) <= limit else { continue }
            guard let distance = table.distance(letters, other, limit: limit), distance < other.count,
                (distance, candidate) < (best?.distance ?? .max, best?.name ?? "")
            else {
                continue
            }
            best = (candidate, distance)
        }
        return best?.name
    }
}

/// Edit distances of words, with rows that are used again from one pair of words to the next.
private struct DistanceTable {
    private var beforeLast: [Int] = []
    private var last: [Int] = []
    private var row: [Int] = []

    /// How many letters have to be changed, added, removed or swapped with their neighbour (optimal string alignment); nil for more than `limit`.
    ///
    /// - Complexity: O(a.count · b.count), less where the words soon differ too much.
    mutating func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        let width = b.count + 1
        if row.count < width {
            let zeros = [Int](repeating: 0, count: width)
            (beforeLast, last, row) = (zeros, zeros, zeros)
        }
        for j in 0..<width { last[j] = j }
        var leastBefore = 0
        for i in a.indices {
            row[0] = i + 1
            var leastOfRow = i + 1
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
                row[j + 1] = least
                leastOfRow = min(leastOfRow, least)
            }
            // A swap reaches over one row, so two rows have to be beyond the limit.
            guard leastOfRow <= limit || leastBefore <= limit else { return nil }
            leastBefore = leastOfRow
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }
}
