import Testing

/// Expects the same bits, except that any NaN equals any other.
func expectSameBits(
    _ actual: [Float], _ expected: [Float], _ what: @autoclosure () -> String, sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record("\(what()): \(actual.count) numbers instead of \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    let wrong = actual.indices.first {
        actual[$0].bitPattern != expected[$0].bitPattern && !(actual[$0].isNaN && expected[$0].isNaN)
    }
    if let wrong {
        Issue.record("\(what()): number \(wrong) is \(actual[wrong]), not \(expected[wrong])", sourceLocation: sourceLocation)
    }
}

/// Expects a difference of at most `tolerance`, relative to numbers greater than 1.
func expectClose(
    _ actual: [Float], _ expected: [Double], within tolerance: Double = 1e-6, _ what: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record("\(what()): \(actual.count) numbers instead of \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    let wrong = actual.indices.first { !(abs(Double(actual[$0]) - expected[$0]) <= tolerance * max(1, abs(expected[$0]))) }
    if let wrong {
        Issue.record("\(what()): number \(wrong) is \(actual[wrong]), not \(expected[wrong])", sourceLocation: sourceLocation)
    }
}
