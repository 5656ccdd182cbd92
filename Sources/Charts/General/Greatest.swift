/// The indices of the `count` greatest values among the first `length`, in descending order, equal ones in their order;
/// elements without a value are left out. Takes one pass, so that it is cheap enough for every frame.
func greatest<Value: Comparable>(_ count: Int, of length: Int, _ value: (Int) -> Value?) -> [Int] {
    var best: [(index: Int, value: Value)] = []
    guard count > 0 else { return [] }
    for index in 0..<max(0, length) {
        guard let value = value(index) else { continue }
        if best.count == count, let last = best.last, value <= last.value { continue }
        let place = best.firstIndex { $0.value < value } ?? best.endIndex
        best.insert((index, value), at: place)
        if best.count > count { best.removeLast() }
    }
    return best.map(\.index)
}
