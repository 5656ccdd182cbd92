import TestSupport
import Testing

@testable import Datasets

struct ClassIndexTests {
    @Test func numbersStandBySizeAndOtherNamesByTheirLetters() {
        #expect(ClassIndex(found: ["10", "2", "-1", "2", "1e1", "2.0"]).names == ["-1", "2", "2.0", "10", "1e1"])
        #expect(ClassIndex(found: ["10", "2", "b", "B", "é"]).names == ["10", "2", "B", "b", "é"])
    }

    /// NaN is neither less nor greater than any number, so comparing with it would give an arbitrary order.
    @Test func notANumberAmongNumbersComesLast() {
        var generator = SeededGenerator()
        let expected = ["-inf"] + (-40..<40).map(String.init) + ["inf", "infinity", "NaN", "nan"]
        for _ in 0..<50 {
            #expect(ClassIndex(found: expected.shuffled(using: &generator)).names == expected, "seed \(SeededGenerator.seed)")
        }
    }

    /// The same order whatever the order in the file, and in memory.
    @Test func theOrderIsTotal() {
        var generator = SeededGenerator()
        let words = ["nan", "0", "-0", "0.0", "inf", "INF", "1", "01", "1.0", "0x1", "-nan", "2", "1e0"]
        for _ in 0..<200 {
            let some = Array(words.shuffled(using: &generator).prefix(Int.random(in: 1...words.count, using: &generator)))
            let names = ClassIndex(found: some).names
            #expect(names == ClassIndex(found: some.reversed() + words.filter(some.contains)).names, "seed \(SeededGenerator.seed)")
            #expect(Set(names) == Set(some))
        }
    }
}
