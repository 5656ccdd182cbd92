import Charts

/// A foreground upon a background, which a terminal knows by a number.
struct ColorPair: Hashable, Sendable {
    var foreground: Color
    var background: Color
}

/// Which pairs of colours the terminal's numbers stand for. A terminal has only so many: the number of a pair that is not on the screen any more is
/// given to a new one, the pair that was used least recently first.
struct ColorPairTable: Sendable {
    /// How a pair is to be shown.
    enum Entry: Equatable {
        /// By a number that stands for it already.
        case known(Int32)
        /// By a number that has to be told what it stands for now.
        case new(Int32)
        /// By the number of the nearest pair: all are on the screen.
        case nearest(Int32)
        /// Not at all: the terminal has no pairs.
        case none
    }

    private struct Known {
        var number: Int32
        var lastUse: Int
    }

    private var known: [ColorPair: Known] = [:]
    private var uses = 0
    private let greatest: Int32

    /// - Parameter pairs: how many the terminal has, with the one of number 0, which cannot be changed.
    init(pairs: Int32) {
        greatest = max(0, pairs - 1)
    }

    /// The number of a pair. Linear in the pairs of the terminal once all are spent, else constant.
    ///
    /// - Parameter visible: all pairs that the screen is to show; asked for once all numbers are spent.
    mutating func entry(for pair: ColorPair, visible: () -> Set<ColorPair>) -> Entry {
        uses += 1
        if let number = known[pair]?.number {
            known[pair]?.lastUse = uses
            return .known(number)
        }
        guard greatest > 0 else { return .none }
        if known.count < greatest { return add(pair, Int32(known.count + 1)) }
        let visible = visible()
        if let oldest = known.filter({ !visible.contains($0.key) }).min(by: { $0.value.lastUse < $1.value.lastUse }) {
            known[oldest.key] = nil
            return add(pair, oldest.value.number)
        }
        let nearest = known.min { ($0.key.distance(to: pair), $0.value.number) < ($1.key.distance(to: pair), $1.value.number) }
        return nearest.map { .nearest($0.value.number) } ?? .none
    }

    private mutating func add(_ pair: ColorPair, _ number: Int32) -> Entry {
        known[pair] = Known(number: number, lastUse: uses)
        return .new(number)
    }
}

extension ColorPair {
    /// How different two pairs look; the background fills more of a cell than a character does.
    func distance(to other: ColorPair) -> Int {
        foreground.distance(to: other.foreground) + 2 * background.distance(to: other.background)
    }
}

extension Color {
    /// The squared distance in red, green and blue; what the terminal decides is far from all else.
    fileprivate func distance(to other: Color) -> Int {
        switch (components, other.components) {
        case (nil, nil): 0
        case (let own?, let others?): own.distance(to: others)
        case (nil, _), (_, nil): 3 * 255 * 255
        }
    }
}
