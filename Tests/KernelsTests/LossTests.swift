import Foundation
import Kernels
import Testing

/// Softmax cross-entropy and squared error, with their gradients.
@Suite struct LossTests {
    /// The loss and gradient of one row in double precision.
    static func exact(_ row: [Float], target: Int, weight: Double, scale: Double) -> (loss: Double, gradient: [Double]) {
        let greatest = Double(row.max() ?? 0)
        let logSum = greatest + log(row.reduce(0) { $0 + exp(Double($1) - greatest) })
        let gradient = row.indices.map { (exp(Double(row[$0]) - logSum) - ($0 == target ? 1 : 0)) * weight * scale }
        return (weight * (logSum - Double(row[target])), gradient)
    }

    @Test(arguments: [false, true]) func crossEntropy(isWeighted: Bool) {
        for columns in widths {
            let rows = 4
            let logits = Operand(rows, columns, seed: 1, in: -5...5)
            // Targets begin inside their array, and the third row has none.
            let targets: [Int32] = [99, 0, Int32(columns - 1), -1, Int32(columns / 2)]
            let weights = isWeighted ? Operand(1, columns, seed: 2, in: 0.5...2).values : []
            let results = run([logits, Operand(rows, 2, filledWith: 7)]) {
                $0.crossEntropy(logits: $1[0], targets: targets, first: 1, classWeights: weights, scale: 0.25, losses: $1[1])
            }
            var gradients: [Double] = []
            var losses: [Double] = []
            for row in 0..<rows {
                let values = Array(logits.values[row * columns..<(row + 1) * columns])
                let target = Int(targets[1 + row])
                guard target >= 0 else {
                    gradients += Array(repeating: 0, count: columns)
                    losses += [0, 0]
                    continue
                }
                let (loss, gradient) = Self.exact(values, target: target, weight: isWeighted ? Double(weights[target]) : 1, scale: 0.25)
                gradients += gradient
                losses += [loss, values.max() == values[target] ? 0 : 1]
            }
            expectClose(results[0], gradients, "gradient, \(columns) classes")
            expectClose(results[1], losses, "loss, \(columns) classes")
        }
    }

    /// The same bits as with gradients.
    @Test(arguments: [false, true]) func lossesWithoutGradients(isWeighted: Bool) {
        for columns in widths {
            let logits = Operand(4, columns, seed: 1, in: -5...5)
            let targets: [Int32] = [99, 0, Int32(columns - 1), -1, Int32(columns / 2)]
            let weights = isWeighted ? Operand(1, columns, seed: 2, in: 0.5...2).values : []
            let losses = Operand(4, 2, filledWith: 7)
            let alone = run([logits, losses]) {
                $0.crossEntropyLosses(logits: $1[0], targets: targets, first: 1, classWeights: weights, losses: $1[1])
            }
            let both = run([logits, losses]) {
                $0.crossEntropy(logits: $1[0], targets: targets, first: 1, classWeights: weights, scale: 0.25, losses: $1[1])
            }
            #expect(alone[1] == both[1], "\(columns) classes")
            #expect(alone[0].prefix(2 * columns) == logits.values.prefix(2 * columns), "logits stay, \(columns) classes")
        }
    }

    @Test func sigmoidCrossEntropy() {
        for columns in widths {
            let logits = Operand(3, columns, seed: 1, in: -6...6)
            let targets = Operand(3, columns, (0..<3 * columns).map { $0 * 7 % 3 == 0 ? 1 : 0 })
            let results = run([logits, targets, Operand(3, 2, filledWith: 7)]) {
                $0.sigmoidCrossEntropy(logits: $1[0], targets: $1[1], scale: 0.25, losses: $1[2])
            }
            var (gradients, losses): ([Double], [Double]) = ([], [])
            for row in 0..<3 {
                let pairs = zip(logits.values, targets.values).dropFirst(row * columns).prefix(columns).map { (Double($0), Double($1)) }
                gradients += pairs.map { (1 / (1 + exp(-$0)) - $1) / Double(columns) * 0.25 }
                let loss = pairs.reduce(0) { $0 + log(1 + exp(-$1.0)) + (1 - $1.1) * $1.0 } / Double(columns)
                losses += [loss, pairs.contains { ($0 > 0) != ($1 > 0) } ? 1 : 0]
            }
            expectClose(results[0], gradients, "gradient, \(columns) labels")
            expectClose(results[2], losses, "loss, \(columns) labels")
        }
    }

    @Test func hugeLogitsOfLabels() {
        let results = run([
            Operand(2, 3, [100, -100, 1e4, 100, -100, -1e30]), Operand(2, 3, [1, 0, 1, 0, 1, 0]), Operand(2, 2, filledWith: 7),
        ]) {
            $0.sigmoidCrossEntropy(logits: $1[0], targets: $1[1], scale: 3, losses: $1[2])
        }
        expectClose(results[2], [0, 0, 200.0 / 3, 1], "losses")
        expectClose(results[0], [0, 0, 0, 1, -1, 0], "gradients")
    }

    /// Against sorting, with ties and NaN among the logits.
    @Test func ranks() {
        for columns in widths {
            let rows = 5
            var logits = Operand(rows, columns, seed: 6)
            for place in logits.values.indices where place % 3 == 0 { logits.values[place] = (logits.values[place] * 4).rounded() }
            logits.values[columns / 2] = .nan
            let targets: [Int32] = [7, Int32(columns / 3), 0, -1, Int32(columns - 1), Int32(columns / 2)]
            let results = run([logits, Operand(rows, 2, filledWith: 7)]) {
                $0.rank(logits: $1[0], targets: targets, first: 1, results: $1[1])
            }[1]
            for row in 0..<rows {
                let target = Int(targets[1 + row])
                let values = Array(logits.values[row * columns..<(row + 1) * columns])
                guard target >= 0 else {
                    #expect(results[2 * row] == 7 && results[2 * row + 1] == 7)
                    continue
                }
                var best = 0
                for k in values.indices where values[k] > values[best] { best = k }
                let before = values.indices.count { values[$0] > values[target] || (values[$0] == values[target] && $0 < target) }
                #expect(results[2 * row] == Float(best) && results[2 * row + 1] == Float(before), "\(columns) classes, row \(row)")
            }
        }
    }

    @Test func hugeLogits() {
        let logits = Operand(4, 3, [1e4, 0, -1e4, 1e4, 0, -1e4, 1e4, 1e4, -1e4, -1e4, -1e4, -1e4])
        let results = run([logits, Operand(4, 2, filledWith: 7)]) {
            $0.crossEntropy(logits: $1[0], targets: [0, 2, 1, 2], first: 0, classWeights: [], scale: 1, losses: $1[1])
        }
        expectClose(results[1], [0, 0, 2e4, 1, log(2), 1, log(3), 1], "losses")
        let third = 1.0 / 3
        expectClose(results[0], [0, 0, 0, 1, 0, -1, 0.5, -0.5, 0, third, third, third - 1], "gradients")
    }

    @Test func tiesGoToTheFirstClass() {
        let results = run([Operand(2, 3, [1, 5, 5, 1, 5, 5]), Operand(2, 2, filledWith: 7)]) {
            $0.crossEntropy(logits: $1[0], targets: [1, 2], first: 0, classWeights: [], scale: 1, losses: $1[1])
        }
        #expect(results[1][1] == 0 && results[1][3] == 1)
    }

    @Test func notANumberReachesTheLoss() {
        for place in 0..<21 {
            var logits = Operand(2, 21, seed: 3)
            logits.values[place] = .nan
            let results = run([logits, Operand(2, 2, filledWith: 7)]) {
                $0.crossEntropy(logits: $1[0], targets: [4, 4], first: 0, classWeights: [], scale: 1, losses: $1[1])
            }
            #expect(results[1][0].isNaN && results[1][2].isFinite, "NaN at \(place)")
            #expect(results[0][..<21].allSatisfy { $0.isNaN } && results[0][21...].allSatisfy { $0.isFinite })
        }
    }

    @Test func squaredError() {
        for columns in widths {
            let outputs = Operand(3, columns, seed: 4, in: -2...2)
            var targets = Operand(3, columns, seed: 5, in: -2...2)
            for column in 0..<columns { targets.values[columns + column] = .nan }
            let results = run([outputs, targets, Operand(3, 2, filledWith: 7)]) {
                $0.squaredError(outputs: $1[0], targets: $1[1], scale: 0.5, losses: $1[2])
            }
            var gradients: [Double] = []
            var losses: [Double] = []
            for row in 0..<3 {
                let differences = (0..<columns).map { row == 1 ? 0 : Double(outputs[row, $0]) - Double(targets[row, $0]) }
                losses += [differences.reduce(0) { $0 + $1 * $1 } / Double(columns), 0]
                gradients += differences.map { 2 * $0 / Double(columns) * 0.5 }
            }
            expectClose(results[0], gradients, "gradient, \(columns) outputs")
            expectClose(results[2], losses, within: 1e-5, "loss, \(columns) outputs")
        }
    }

    @Test func pinball() {
        let levels: [Float] = [0.125, 0.5, 0.75]
        for columns in widths {
            let outputs = Operand(3, columns * 3, seed: 4, in: -2...2)
            var targets = Operand(3, columns, seed: 5, in: -2...2)
            for column in 0..<columns { targets.values[columns + column] = .nan }
            let results = run([outputs, targets, Operand(3, 2, filledWith: 7)]) {
                $0.pinball(outputs: $1[0], targets: $1[1], levels: levels, scale: 0.5, losses: $1[2])
            }
            var gradients: [Double] = []
            var losses: [Double] = []
            for row in 0..<3 {
                var sum = 0.0
                for place in 0..<(columns * 3) {
                    let (target, level) = (Double(targets[row, place / 3]), Double(levels[place % 3]))
                    let difference = target.isNaN ? 0 : target - Double(outputs[row, place])
                    sum += max(level * difference, (level - 1) * difference)
                    let slope = difference > 0 ? -level : difference < 0 ? 1 - level : 0
                    gradients.append(slope * 0.5 / Double(columns * 3))
                }
                losses += [sum / Double(columns * 3), 0]
            }
            expectClose(results[0], gradients, "gradient, \(columns) targets")
            expectClose(results[2], losses, within: 1e-5, "loss, \(columns) targets")
        }
    }

    @Test func notANumberReachesTheSquaredError() {
        let results = run([Operand(2, 2, [1, .nan, 1, 2]), Operand(2, 2, filledWith: 0), Operand(2, 2, filledWith: 7)]) {
            $0.squaredError(outputs: $1[0], targets: $1[1], scale: 1, losses: $1[2])
        }
        #expect(results[2][0].isNaN && results[2][2] == 2.5)
    }

    @Test func noRows() {
        run([Operand(0, 5, []), Operand(0, 2, [])]) {
            $0.crossEntropy(logits: $1[0], targets: [], first: 0, classWeights: [], scale: 1, losses: $1[1])
        }
        run([Operand(0, 5, []), Operand(0, 5, []), Operand(0, 2, [])]) {
            $0.squaredError(outputs: $1[0], targets: $1[1], scale: 1, losses: $1[2])
        }
    }
}
