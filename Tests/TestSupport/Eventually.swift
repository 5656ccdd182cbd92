import Foundation

/// Checks repeatedly until a condition holds. The limit ends a test that has failed; it measures nothing.
///
/// - Returns: whether the condition held in time.
public func eventually(seconds: Double = 60, every interval: Duration = .milliseconds(2), _ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try condition() { return true }
        Thread.sleep(forTimeInterval: interval / .seconds(1))
    }
    return try condition()
}
