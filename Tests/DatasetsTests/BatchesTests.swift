import Datasets
import Testing

struct BatchesTests {
    @Test func eachSequenceIsInOneBatch() {
        for lengths in [[Int](repeating: 3, count: 23), (0..<23).map { 1 + $0 * 7 % 11 }] {
            let batches = Batches.epoch(2, of: counting(lengths: lengths), batchSize: 5, seed: 9)
            #expect(batches.flatMap { $0 }.sorted() == Array(0..<23))
            #expect(batches.map(\.count).sorted() == [3, 5, 5, 5, 5])
        }
    }

    @Test func orderDependsOnSeedAndEpoch() {
        let dataset = counting(lengths: (0..<40).map { 1 + $0 * 7 % 11 })
        let first = Batches.epoch(0, of: dataset, batchSize: 4, seed: 1)
        #expect(first == Batches.epoch(0, of: dataset, batchSize: 4, seed: 1))
        #expect(first != Batches.epoch(1, of: dataset, batchSize: 4, seed: 1))
        #expect(first != Batches.epoch(0, of: dataset, batchSize: 4, seed: 2))
    }

    @Test func batchesHaveLikeLengthsInRandomOrder() {
        let dataset = counting(lengths: (0..<400).map { 1 + $0 * 37 % 100 })
        let batches = Batches.epoch(0, of: dataset, batchSize: 10, seed: 1)
        let spreads = batches.map { batch in
            let lengths = batch.map(dataset.length)
            return lengths.max()! - lengths.min()!
        }
        #expect(spreads.reduce(0, +) / spreads.count <= 6)
        let longest = batches.map { $0.map(dataset.length).max()! }
        #expect(longest != longest.sorted(by: >))
    }

    @Test func oddSizes() {
        let dataset = counting(lengths: [1, 2])
        #expect(Batches.epoch(0, of: dataset, batchSize: 0, seed: 0).count == 2)
        #expect(Batches.epoch(0, of: dataset, batchSize: .max, seed: 0).count == 1)
        #expect(Batches.epoch(0, of: dataset.take(0), batchSize: 3, seed: 0).isEmpty)
        #expect(Batches.inOrder(dataset, batchSize: 2) == [[1, 0]])
    }
}
