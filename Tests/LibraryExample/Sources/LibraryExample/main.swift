import Datasets
import Recurrent

// Trains a network on drawn digits, evaluates it on new ones, and saves its weights in the file given as an argument.
let digits = try Strokes.generate(train: 1000, test: 100)
if let train = digits.train, let test = digits.test {
    let network = Network([.recurrent(Recurrence(cell: .gru(.after), units: 32)), .last, .dense(units: 10, activation: .linear)])
    var plan = TrainingPlan()
    plan.epochs = 5
    plan.batchSize = 10
    plan.learningRate = 0.01

    let run = try TrainingRun(network: network, train: train, test: test, plan: plan) { print("epoch \($0.epoch): loss \($0.trainLoss)") }
    run.start()
    run.wait()
    print("wrong of the new ones: \(try run.model.evaluate(test).error ?? 1)")

    try SequencePredictor(run.model, test.take(3)).forEach { sequence, probabilities in
        let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
        print("\(sequence): read as \(test.classNames[best])")
    }
    if let file = CommandLine.arguments.dropFirst().first { try run.model.weights(format: .pytorch).write(to: file) }
}
