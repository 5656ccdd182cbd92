/// The results of an epoch.
package struct EpochFigures: Sendable, Equatable {
    /// The number of the epoch, from 1.
    package var epoch: Int
    /// The number of training steps completed at its end.
    package var step: Int
    /// The mean training loss.
    package var trainLoss: Double
    /// The test loss; nil if there was no test.
    package var testLoss: Double?
    /// The share of wrong classes on the test data, 0...1; nil for values and if there was no test.
    package var testError: Double?
    /// The figures of several targets; empty if there is only one.
    package var targets: [Target] = []

    /// The figure of one of several targets.
    package struct Target: Sendable, Equatable {
        package var name: String
        /// The figure, such as `3.10 %`.
        package var figure: String

        /// The figure of the target with this name.
        package init(name: String, figure: String) {
            (self.name, self.figure) = (name, figure)
        }
    }

    /// The results of an epoch.
    package init(epoch: Int, step: Int, trainLoss: Double, testLoss: Double?, testError: Double?) {
        self.epoch = epoch
        self.step = step
        self.trainLoss = trainLoss
        self.testLoss = testLoss
        self.testError = testError
    }
}
