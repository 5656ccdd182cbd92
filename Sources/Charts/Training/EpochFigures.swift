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
    /// Figures of several targets; empty where there is but one.
    package var targets: [Target] = []

    /// What is said of one of several targets.
    package struct Target: Sendable, Equatable {
        package var name: String
        /// Such as `3.10 %`.
        package var figure: String

        /// A figure of the target of this name.
        package init(name: String, figure: String) {
            (self.name, self.figure) = (name, figure)
        }
    }

    /// The figures of an epoch.
    package init(epoch: Int, step: Int, trainLoss: Double, testLoss: Double?, testError: Double?) {
        self.epoch = epoch
        self.step = step
        self.trainLoss = trainLoss
        self.testLoss = testLoss
        self.testError = testError
    }
}
