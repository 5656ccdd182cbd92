import Charts
import TestSupport
import Testing

@testable import TerminalUI

@Suite struct ColorPairTableTests {
    private func pair(_ foreground: UInt8, on background: UInt8? = nil) -> ColorPair {
        ColorPair(foreground: .palette(foreground), background: background.map(Color.palette) ?? .standard)
    }

    @Test func numbersAreKept() {
        var table = ColorPairTable(pairs: 256)
        #expect(table.entry(for: pair(1)) { [] } == .new(1))
        #expect(table.entry(for: pair(2)) { [] } == .new(2))
        #expect(table.entry(for: pair(1)) { [] } == .known(1))
    }

    @Test func theLeastRecentlyUsedGoesFirst() {
        var table = ColorPairTable(pairs: 4)
        for color in 1...3 { _ = table.entry(for: pair(UInt8(color))) { [] } }
        _ = table.entry(for: pair(1)) { [] }
        #expect(table.entry(for: pair(4)) { [pair(4)] } == .new(2))
        #expect(table.entry(for: pair(1)) { [] } == .known(1))
        #expect(table.entry(for: pair(2)) { [] } == .new(3))
    }

    @Test func whatIsOnTheScreenStays() {
        var table = ColorPairTable(pairs: 3)
        _ = table.entry(for: pair(1)) { [] }
        _ = table.entry(for: pair(2)) { [] }
        #expect(table.entry(for: pair(3)) { [pair(1), pair(3)] } == .new(2))
    }

    /// Nothing disappears if all are on the screen.
    @Test func theNearestStandsIn() {
        var table = ColorPairTable(pairs: 3)
        _ = table.entry(for: pair(196)) { [] }
        _ = table.entry(for: pair(21)) { [] }
        let all: Set = [pair(196), pair(21), pair(160)]
        #expect(table.entry(for: pair(160)) { all } == .nearest(1))
        #expect(table.entry(for: pair(27)) { all } == .nearest(2))
        // Not kept: it gets a number as soon as there is one.
        #expect(table.entry(for: pair(160)) { [pair(196), pair(160)] } == .new(2))
    }

    @Test func backgroundsCountForMore() {
        var table = ColorPairTable(pairs: 3)
        _ = table.entry(for: pair(16, on: 231)) { [] }
        _ = table.entry(for: pair(231, on: 16)) { [] }
        #expect(table.entry(for: pair(231, on: 255)) { [pair(16, on: 231), pair(231, on: 16)] } == .nearest(1))
    }

    @Test func terminalsWithoutPairsHaveNone() {
        for pairs: Int32 in [0, 1] {
            var table = ColorPairTable(pairs: pairs)
            #expect(table.entry(for: pair(1)) { [] } == .none)
        }
    }

    /// However many colours are used, those on the screen have distinct numbers.
    @Test func noTwoPairsShareANumber() {
        var generator = SeededGenerator()
        var table = ColorPairTable(pairs: 16)
        for _ in 0..<500 {
            let visible = Set(
                (0..<15).map { _ in pair(.random(in: 0...255, using: &generator), on: .random(in: 0...255, using: &generator)) })
            var numbers: [Int32: ColorPair] = [:]
            for pair in visible {
                switch table.entry(for: pair, visible: { visible }) {
                case .new(let number), .known(let number):
                    #expect((1..<16).contains(number) && numbers[number] == nil)
                    numbers[number] = pair
                case .nearest, .none: Issue.record("\(pair) has no number")
                }
            }
        }
    }
}
