/// Finds what was probably meant by a word that means nothing.
package enum Suggestion {
    /// The nearest of `candidates`, if one is near: a third of the letters, at most, may be wrong, missing, too many or swapped.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        var nearest = NearestName(to: word)
        nearest.consider(candidates)
        return nearest.name
    }
}

/// The nearest of the names that were considered; of several, the first in the order of the alphabet.
struct NearestName {
    private let letters: [UInt8]
    /// Most letters that may be wrong, missing, too many or swapped.
    private let limit: Int
    private var best: (name: String, distance: Int)?
    private var table = DistanceTable()
    /// The present candidate's letters, in a place that is used again.
    private var other: [UInt8] = []

    init(to word: String) {
        letters = Array(word.lowercased().utf8.prefix(64))
        limit = max(1, letters.count / 3)
    }

    /// Nil where none was near.
    var name: String? { best?.name }

    mutating func consider(_ candidates: some Sequence<String>) {
        for candidate in candidates {
            // Most candidates are too long or too short, which shows before any letter is looked at; only other letters than ASCII's change their size.
            let isASCII = !candidate.utf8.contains { $0 >= 0x80 }
            guard !isASCII || isNear(candidate.utf8.count) else { continue }
            other.removeAll(keepingCapacity: true)
            if isASCII {
                for byte in candidate.utf8 { other.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte) }
            } else {
                other.append(contentsOf: candidate.lowercased().utf8)
            }
            guard isNear(other.count), let distance = table.distance(letters, other, limit: limit), distance < other.count,
                (distance, candidate) < (best?.distance ?? .max, best?.name ?? "")
            else {
                continue
            }
            best = (candidate, distance)
        }
    }

    private func isNear(_ size: Int) -> Bool { abs(size - letters.count) <= limit }
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
