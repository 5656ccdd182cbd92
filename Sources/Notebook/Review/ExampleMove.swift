/// From one watched example to another.
enum ExampleMove: Sendable, Equatable {
    case to(Int)
    case next
    case previous

    /// Where it leads, within so many; after the last comes the first.
    func index(from index: Int, of count: Int) -> Int {
        switch self {
        case .to(let place): max(0, min(count - 1, place))
        case .next: index + 1 < count ? index + 1 : 0
        case .previous: index > 0 ? index - 1 : count - 1
        }
    }
}
