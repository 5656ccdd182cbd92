/// The largest difference of two arrays, relative to the largest magnitude of `expected`; infinite if counts differ or
/// a number is not finite.
public func relativeDifference(_ actual: [Float], _ expected: [Float]) -> Double {
    guard actual.count == expected.count else { return .infinity }
    var difference = 0.0
    var magnitude = 0.0
    for (a, e) in zip(actual, expected) {
        guard a.isFinite, e.isFinite else { return .infinity }
        difference = max(difference, abs(Double(a) - Double(e)))
        magnitude = max(magnitude, abs(Double(e)))
    }
    return magnitude == 0 ? difference : difference / magnitude
}
