/// The loss of some training steps, one after another.
package struct LossBin: Sendable, Equatable {
    /// The least loss of a step.
    package var least: Float
    /// The greatest loss of a step.
    package var greatest: Float
    /// All losses together.
    package var sum: Double
    /// How many steps there are.
    package var count: Int

    /// Losses of `count` steps.
    package init(least: Float, greatest: Float, sum: Double, count: Int) {
        self.least = least
        self.greatest = greatest
        self.sum = sum
        self.count = count
    }
}
