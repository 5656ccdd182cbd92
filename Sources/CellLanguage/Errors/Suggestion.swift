/// Finds what was probably meant by a word that means nothing.
package enum Suggestion {
    /// The nearest of `candidates`, if one is near: a third of the letters, at most, may be wrong, missing, too many or swapped.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().utf8.prefix(64))
        let limit = max(1, letters.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            // Most candidates are too long or too short, which shows before any letter is looked at; only other letters than ASCII's change their size.
            let isNearInSize = abs(candidate.utf8.count - letters.count) <= limit
            guard isNearInSize || candidate.utf8.contains(where: { $0 >= 0x80 }) else { continue }
            let other = Array(candidate.lowercased().utf8)
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance = distance(letters, other)
            guard distance <= limit, distance < other.count, (distance, candidate) < (best?.distance ?? .max, best?.name ?? "") else {
                continue
            }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// How many letters have to be changed, added, removed or swapped with their neighbour (optimal string alignment).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
