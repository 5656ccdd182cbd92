import Foundation
import Kernels
import Testing

/// Losses of classes other than cross-entropy, in double precision.
@Suite struct ClassLossTests {
    private static let targets: [Int32] = [99, 0, 0, -1, 1]

    /// The loss and gradient from the probabilities of a row.
    private func expect(
        _ name: String, columns: Int, _ compute: (KernelTable, [MatrixView]) -> Void,
        _ exact: (_ logs: [Double], _ target: Int) -> (loss: Double, gradient: [Double])
    ) {
        let logits = Operand(4, columns, seed: 21, in: -5...5)
        let results = run([logits, Operand(4, 2, filledWith: 7)], compute)
        var (gradients, losses): ([Double], [Double]) = ([], [])
        for row in 0..<4 {
            let values = logits.values[row * columns..<(row + 1) * columns].map { Double($0) }
            let target = min(Int(Self.targets[1 + row]), columns - 1)
            guard target >= 0 else {
                gradients += Array(repeating: 0, count: columns)
                losses += [0, 0]
                continue
            }
            let greatest = values.max() ?? 0
            let logSum = greatest + log(values.reduce(0) { $0 + exp($1 - greatest) })
            let (loss, gradient) = exact(values.map { $0 - logSum }, target)
            losses += [loss, greatest == values[target] ? 0 : 1]
            gradients += gradient.map { $0 * 0.25 }
        }
        expectClose(results[0], gradients, within: 2e-6, "\(name), gradient, \(columns) classes")
        expectClose(results[1], losses, within: 2e-6, "\(name), \(columns) classes")
    }

    @Test(arguments: [0, 0.1, 0.9] as [Float]) func smoothing(_ share: Float) {
        for columns in widths where columns > 1 {
            expect("smoothing", columns: columns) {
                $0.smoothedCrossEntropy(
                    logits: $1[0], targets: Self.targets, first: 1, classWeights: [], smoothing: share, scale: 0.25, losses: $1[1])
            } _: { logs, target in
                let shares = logs.indices.map { Double(share) / Double(columns) + ($0 == target ? 1 - Double(share) : 0) }
                return (-zip(shares, logs).reduce(0) { $0 + $1.0 * $1.1 }, zip(logs, shares).map { exp($0) - $1 })
            }
        }
    }

    @Test(arguments: [0, 0.5, 1, 2, 5] as [Float]) func focal(_ focus: Float) {
        for columns in widths where columns > 1 {
            expect("focal", columns: columns) {
                $0.focalLoss(
                    logits: $1[0], targets: Self.targets, first: 1, classWeights: [], focus: focus, scale: 0.25, losses: $1[1])
            } _: { logs, target in
                let (p, focus) = (exp(logs[target]), Double(focus))
                let slope = pow(1 - p, focus) - focus * p * pow(1 - p, focus - 1) * logs[target]
                return (-pow(1 - p, focus) * logs[target], logs.indices.map { (exp(logs[$0]) - ($0 == target ? 1 : 0)) * slope })
            }
        }
    }

    /// Certain predictions, right or wrong, give finite numbers.
    @Test(arguments: [0, 0.5, 2] as [Float]) func certainty(_ focus: Float) {
        let logits = Operand(4, 3, [90, -90, 0, -90, 90, 0, 9, -9, 0, 1e30, 0, 0])
        let results = run([logits, Operand(4, 2, filledWith: 7)]) {
            $0.focalLoss(logits: $1[0], targets: [0, 0, 0, 0], first: 0, classWeights: [], focus: focus, scale: 1, losses: $1[1])
        }
        #expect(results[0].allSatisfy(\.isFinite) && results[1].allSatisfy(\.isFinite))
        expectClose([results[1][0], results[1][2], results[1][6]], [0, 180, 0], "losses")
    }
}
