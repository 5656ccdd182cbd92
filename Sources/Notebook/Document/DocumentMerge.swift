/// Brings together two documents that were made from one, part by part.
struct DocumentMerge: Sendable {
    /// All that both have changed; where both have changed the same parts: theirs, then ours.
    private(set) var merged: PendingDocument
    /// Whether both have changed the same parts.
    private(set) var isConflict = false

    /// - Complexity: O(n · d) for d differences.
    init(base: PendingDocument, ours: PendingDocument, theirs: PendingDocument) {
        merged = theirs
        merged.parts = []
        let (inOurs, inTheirs) = (Self.matches(base.parts, ours.parts), Self.matches(base.parts, theirs.parts))
        var (b, o, t) = (0, 0, 0)
        for place in base.parts.indices {
            guard let ourPlace = inOurs[place], let theirPlace = inTheirs[place] else { continue }
            append(base.parts[b..<place], ours.parts[o..<ourPlace], theirs.parts[t..<theirPlace])
            merged.parts.append(Self.common(base.parts[place], ours.parts[ourPlace], theirs.parts[theirPlace]))
            (b, o, t) = (place + 1, ourPlace + 1, theirPlace + 1)
        }
        append(base.parts[b...], ours.parts[o...], theirs.parts[t...])
    }

    private typealias Parts = ArraySlice<PendingDocument.Part>

    private mutating func append(_ base: Parts, _ ours: Parts, _ theirs: Parts) {
        func same(_ a: Parts, _ b: Parts) -> Bool { a.elementsEqual(b) { $0.element == $1.element } }
        if same(ours, base) {
            merged.parts += theirs
        } else if same(theirs, base) || same(ours, theirs) {
            merged.parts += ours
        } else if let added = Self.additions(ours, to: base) {
            merged.parts += added.before + theirs + added.after
        } else if let added = Self.additions(theirs, to: base) {
            merged.parts += added.before + ours + added.after
        } else if base.count > 1, base.count == ours.count, base.count == theirs.count {
            // Neighbours that were changed one by one.
            for offset in 0..<base.count {
                append(base.dropFirst(offset).prefix(1), ours.dropFirst(offset).prefix(1), theirs.dropFirst(offset).prefix(1))
            }
        } else {
            isConflict = true
            merged.parts += theirs + ours.filter { part in !theirs.contains { $0.element == part.element } }
        }
    }

    /// What was added before and after parts that are otherwise as they were; nil where they are not, or something stands between them.
    private static func additions(_ parts: Parts, to base: Parts) -> (before: Parts, after: Parts)? {
        guard let first = base.first else { return ([], parts) }
        guard let start = parts.firstIndex(where: { $0.element == first.element }),
            parts[start...].prefix(base.count).elementsEqual(base, by: { $0.element == $1.element })
        else { return nil }
        return (parts[..<start], parts[(start + base.count)...])
    }

    /// A part that all have, with what one of them has printed since.
    private static func common(_ base: PendingDocument.Part, _ ours: PendingDocument.Part, _ theirs: PendingDocument.Part)
        -> PendingDocument.Part
    {
        guard case .cell(let old) = base.element, case .cell(let new) = ours.element, case .cell(var cell) = theirs.element else {
            return theirs
        }
        if new.output != old.output { cell.output = new.output }
        return PendingDocument.Part(element: .cell(cell), isPending: ours.isPending)
    }

    /// Where each part of `base` is found again in `other`, whatever it has printed.
    private static func matches(_ base: [PendingDocument.Part], _ other: [PendingDocument.Part]) -> [Int?] {
        let difference = other.map(\.identity).difference(from: base.map(\.identity))
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let place, _, _): removed.insert(place)
            case .insert(let place, _, _): inserted.insert(place)
            }
        }
        var place = 0
        return base.indices.map { index in
            guard !removed.contains(index) else { return nil }
            while inserted.contains(place) { place += 1 }
            defer { place += 1 }
            return place
        }
    }
}

extension PendingDocument.Part {
    /// What makes it the same part: its text, but for what it has printed.
    fileprivate var identity: String {
        switch element {
        case .prose(let text): "p" + text
        case .cell(let cell): "c" + cell.source
        }
    }
}
