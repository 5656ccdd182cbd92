import Kernels
import Testing

@testable import Recurrent

/// Gradients as sums over the blocks of a batch.
struct BlockwiseSumTests {
    /// Each real step is in one piece of one block, whatever the lengths, and so is each pair of neighbouring steps.
    @Test(
        arguments: [
            [7], [0], [5, 0, 0], Array(repeating: 28, count: 100), (0..<61).map { $0 % 9 },
            Array(repeating: 300, count: 40) + [5000, 1, 0],
        ] as [[Int]])
    func blocksShareTheSteps(_ lengths: [Int]) {
        let layout = BatchLayout(lengths: lengths, shards: 1)
        let pieces = layout.blocks.flatMap(\.pieces)
        func rows(_ segments: [BatchBlock.Piece], _ rows: (BatchBlock.Piece) -> [(left: Int, result: Int)]) -> [[Int]] {
            segments.flatMap(rows).map { [$0.left, $0.result] }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(layout.blocks.flatMap(\.sequences) == Array(lengths.indices))
        #expect(rows(pieces) { Self.pairs($0.rows) } == (0..<layout.rows).map { [$0, $0] })
        let neighbours = (1..<max(1, layout.steps)).flatMap { t in
            (0..<layout.active[t]).map { [layout.start[t - 1] + $0, layout.start[t] + $0] }
        }
        #expect(rows(pieces) { Self.pairs($0.fromPrevious) } == neighbours.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(
            rows(pieces) { Self.pairs($0.fromNext) }
                == neighbours.map { [$0[1], $0[0]] }.sorted { $0.lexicographicallyPrecedes($1) })
        for piece in pieces { #expect(Self.pairs(piece.rows).count <= 1024 || piece.rows.count == 1) }
    }

    private static func pairs(_ segments: [RowSegment]) -> [(left: Int, result: Int)] {
        segments.flatMap { segment in (0..<segment.count).map { (segment.left + $0, segment.result + $0) } }
    }

    /// The number of threads does not matter.
    @Test func blocksFollowFromTheLengths() {
        let lengths = (0..<130).map { 1 + $0 % 17 }
        let blocks = (1...7).map { BatchLayout(lengths: lengths, shards: $0).blocks }
        for other in blocks {
            #expect(other.map(\.sequences) == blocks[0].map(\.sequences))
            #expect(other.map { $0.pieces.map(\.rows) } == blocks[0].map { $0.pieces.map(\.rows) })
        }
        #expect(blocks[0].count == 8)
    }

    /// Sums over 200,000 steps of the same sign, the hardest case: they keep their digits, where a single chain loses
    /// some.
    @Test(arguments: [(400, 500), (4, 50_000)]) func sumsKeepTheirDigits(_ sequences: Int, _ steps: Int) throws {
        let features = 3
        let count = sequences * steps
        let inputs = (0..<count * features).map { 0.5 + Float($0 * 7919 % 10_007) / 10_007 }
        let targets = (0..<count).map { 0.5 + Float($0 * 104_729 % 10_009) / 10_009 }
        let network = Network([TinyTasks.dense(1)])
        let model = Model(
            network: network, inputWidth: features,
            parameters: network.parameterShapes(features: features).map {
                Tensor(name: $0.name, shape: $0.shape, values: [Float](repeating: 0, count: $0.shape.reduce(1, *)))
            })
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: sequences, maximumSteps: steps, optimizer: .sgd(momentum: 0, nesterov: false),
            threads: 2)
        let batch = Batch(
            steps: steps, lengths: Array(repeating: steps, count: sequences), inputs: .features(inputs), targets: .stepValues(targets))
        let gradient = try #require(executor.gradients(batch).parameters.first)
        for feature in 0..<features {
            // With weights of zero the output is zero, and the gradient of the mean squared error is -2 times the mean of input times target.
            var exact = 0.0
            var chain: Float = 0
            let scale = Float(2 / Double(count))
            for row in 0..<count {
                exact -= 2 * Double(inputs[row * features + feature]) * Double(targets[row]) / Double(count)
                chain.addProduct(-inputs[row * features + feature], targets[row] * scale)
            }
            let error = abs(Double(gradient.values[feature]) / exact - 1)
            #expect(error < 1e-6)
            #expect(error * 5 < abs(Double(chain) / exact - 1), "a single chain")
        }
    }
}
