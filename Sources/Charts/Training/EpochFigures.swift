/// What an epoch came to.
package struct EpochFigures: Sendable, Equatable {
    /// From 1.
    package var epoch: Int
    /// Training steps done when it ended.
    package var step: Int
    /// The mean loss in training.
    package var trainLoss: Double
    /// Nil where nothing was tested.
    package var testLoss: Double?
    /// The share of wrong classes in testing, 0...1; nil for values and where nothing was tested.
    package var testError: Double?

    /// The figures of an epoch.
    package init(epoch: Int, step: Int, trainLoss: Double, testLoss: Double?, testError: Double?) {
        self.epoch = epoch
        self.step = step
        self.trainLoss = trainLoss
        self.testLoss = testLoss
        self.testError = testError
    }
}
