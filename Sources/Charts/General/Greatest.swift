/// The indices of the `count` greatest values among the first `length`, the greatest first, equal ones in their order; those without a
/// value are left out. One pass, so that it can be done in every frame.
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
