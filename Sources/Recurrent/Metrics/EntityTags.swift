/// Classes that mark entities: `B-PER` begins one of type PER, `I-PER` continues it, `O` is outside of any; `E` and `L` end one, and `S`
/// and `U` mark one of a single step (IOB1, IOB2, IOBES and BILOU).
struct EntityTags: Sendable {
    private enum Position: Sendable {
        case outside, first, inside, last, single
    }

    private struct Tag: Sendable {
        var position: Position
        var type: String
    }

    /// An entity's steps and its type.
    struct Entity: Hashable {
        var steps: Range<Int>
        var type: String
    }

    private let tags: [Tag]

    /// Nil if not all names are such tags.
    init?(_ names: [String]) {
        var tags: [Tag] = []
        for name in names {
            if name == "O" {
                tags.append(Tag(position: .outside, type: ""))
                continue
            }
            let parts = name.split(separator: "-", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let position: Position
            switch parts[0] {
            case "B": position = .first
            case "I": position = .inside
            case "E", "L": position = .last
            case "S", "U": position = .single
            default: return nil
            }
            tags.append(Tag(position: position, type: String(parts[1])))
        }
        guard tags.contains(where: { $0.position != .outside }) else { return nil }
        self.tags = tags
    }

    /// The entities in a sequence of classes, by the rules of the CoNLL-2000 script conlleval: an entity also begins where one is continued
    /// without a beginning, or with another type.
    ///
    /// - Complexity: O(steps).
    func entities(in classes: some Sequence<Int32>) -> [Entity] {
        var entities: [Entity] = []
        // The entity that may continue: its first step and its type.
        var open: (start: Int, type: String)?
        var step = 0
        func close() {
            if let open { entities.append(Entity(steps: open.start..<step, type: open.type)) }
        }
        for kind in classes {
            let tag = tags.indices.contains(Int(kind)) ? tags[Int(kind)] : Tag(position: .outside, type: "")
            let begins = tag.position == .first || tag.position == .single || tag.type != open?.type
            if tag.position == .outside || begins {
                close()
                open = tag.position == .outside ? nil : (step, tag.type)
            }
            step += 1
            if tag.position == .last || tag.position == .single {
                close()
                open = nil
            }
        }
        close()
        return entities
    }
}
