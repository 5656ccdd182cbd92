import Foundation

/// Asks again and again until something holds. The limit is there to end a test that has failed, not to measure anything.
///
/// - Returns: whether it held in time.
public func eventually(seconds: Double = 60, every interval: Duration = .milliseconds(2), _ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try condition() { return true }
        Thread.sleep(forTimeInterval: interval / .seconds(1))
    }
    return try condition()
}
