/// The losses of consecutive training steps.
package struct LossBin: Sendable, Equatable {
    /// The least loss of a step.
    package var least: Float
    /// The greatest loss of a step.
    package var greatest: Float
    /// The sum of the losses.
    package var sum: Double
    /// The number of steps.
    package var count: Int

    /// The losses of `count` steps.
    package init(least: Float, greatest: Float, sum: Double, count: Int) {
        self.least = least
        self.greatest = greatest
        self.sum = sum
        self.count = count
    }
}
