import Testing

@testable import Kernels

@Suite struct CounterRandomTests {
    struct KnownAnswer {
        var counter: SIMD4<UInt32>
        var key: SIMD2<UInt32>
        var result: SIMD4<UInt32>
    }

    /// The known answers that the authors of Philox4x32-10 publish with their library Random123.
    static let knownAnswers = [
        KnownAnswer(counter: .zero, key: .zero, result: SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
        KnownAnswer(
            counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
            result: SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
        KnownAnswer(
            counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0),
            result: SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
    ]

    @Test func knownAnswers() {
        for known in Self.knownAnswers {
            let random = CounterRandom(key: known.key, counterHigh: SIMD3(known.counter.y, known.counter.z, known.counter.w))
            #expect(random.block(known.counter.x) == known.result)
        }
    }

    @Test func wordsAreThoseOfTheBlocks() {
        let random = CounterRandom(seed: 1, purpose: .data)
        for element in [0, 1, 2, 3, 4, 1001, 4_000_000_003] {
            #expect(random.word(element) == random.block(UInt32(element / 4))[element % 4])
        }
    }

    @Test func everyCoordinateCounts() {
        let streams = [
            CounterRandom(seed: 1, purpose: .data), CounterRandom(seed: 2, purpose: .data),
            CounterRandom(seed: 1 | 1 << 40, purpose: .data),
            CounterRandom(seed: 1, purpose: .dropout), CounterRandom(seed: 1, purpose: .data, step: 1),
            CounterRandom(seed: 1, purpose: .data, step: 1 << 35), CounterRandom(seed: 1, purpose: .data, layer: 1),
        ]
        #expect(Set(streams.map { $0.block(0) }).count == streams.count)
        #expect(Set(streams).count == streams.count)
    }

    /// Chi-square with 255 degrees of freedom: 255 on average, above 400 less than once in 10^7.
    @Test func uniformNumbersAreSpreadEvenly() {
        let random = CounterRandom(seed: 42, purpose: .data)
        let count = 256 * 500
        var bins = [Int](repeating: 0, count: 256)
        var sum = 0.0
        for element in 0..<count {
            let value = random.uniform(element)
            #expect(value >= 0 && value < 1)
            bins[Int(value * 256)] += 1
            sum += Double(value)
        }
        let chiSquare = bins.reduce(0.0) { $0 + Double(($1 - 500) * ($1 - 500)) / 500 }
        #expect(chiSquare > 150 && chiSquare < 400)
        // Five standard deviations of the mean.
        #expect(abs(sum / Double(count) - 0.5) < 5 / (12 * Double(count)).squareRoot())
    }

    @Test func neighboursAreNotCorrelated() {
        let random = CounterRandom(seed: 43, purpose: .data)
        let count = 50_000
        let product = (0..<count).reduce(0.0) { sum, element in
            sum + (Double(random.uniform(element)) - 0.5) * (Double(random.uniform(element + 1)) - 0.5)
        }
        #expect(abs(product / Double(count)) < 5 / (12 * Double(count).squareRoot()))
    }

    @Test(arguments: [1, 2, 3, 10, 1000, Int(UInt32.max)]) func integersStayBelowTheirBound(_ bound: Int) {
        let random = CounterRandom(seed: 44, purpose: .data)
        let values = (0..<3000).map { random.integer($0, below: bound) }
        #expect(values.allSatisfy { $0 >= 0 && $0 < bound })
        if bound <= 10 { #expect(Set(values).count == bound) }
    }

    @Test(arguments: [0, 1, 2, 3, 70, 10_000]) func permutationHoldsEachNumberOnce(_ count: Int) {
        let order = CounterRandom(seed: 45, purpose: .shuffling).permutation(of: count)
        #expect(order.sorted() == Array(0..<count))
        #expect(order == CounterRandom(seed: 45, purpose: .shuffling).permutation(of: count))
        if count > 10 { #expect(order != Array(0..<count)) }
    }

    @Test func permutationsAreEquallyLikely() {
        var counts: [[Int]: Int] = [:]
        for step in 0..<6000 {
            counts[CounterRandom(seed: 46, purpose: .shuffling, step: UInt64(step)).permutation(of: 3), default: 0] += 1
        }
        #expect(counts.count == 6)
        // Six standard deviations.
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 175 })
    }
}
