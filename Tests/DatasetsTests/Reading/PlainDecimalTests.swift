import TestSupport
import Testing

@testable import Datasets

/// The fast path reads numbers as the general one does.
struct PlainDecimalTests {
    /// The number, if it is the whole text.
    private func plain(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return PlainDecimal(bytes.span, from: 0).flatMap { $0.end == bytes.count ? $0.value : nil }
    }

    @Test func onlyWhatIsPlain() {
        #expect(plain("12.375") == 12.375 && plain("-0.5") == -0.5 && plain("7") == 7 && plain(".5") == 0.5)
        #expect(plain("-0")?.sign == .minus)
        for text in ["", "-", ".", "1e5", "+1", "1-2", "1.2.3", "--1", "1 2", "0x10", "nan", "1234567890123456", "1,5"] {
            #expect(plain(text) == nil, "\(text)")
        }
        // Too small for single precision without its text, and in the middle between two single-precision numbers.
        #expect(plain("0.000000000000000000000000000000000000000001") == nil && plain("16777217") == nil)
    }

    @Test func theSameBitsAsOtherwise() throws {
        var generator = SeededGenerator()
        for _ in 0..<5_000 {
            let digits = Int.random(in: 1...15, using: &generator)
            var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            let place = Int.random(in: 0...digits, using: &generator)
            text.insert(".", at: text.index(text.startIndex, offsetBy: place))
            if Bool.random(using: &generator) { text = "-" + text }
            guard let short = plain(text) else { continue }
            #expect(short.bitPattern == Double(text)?.bitPattern, "\(text) seed \(SeededGenerator.seed)")
            #expect(try NumberText.number(text).get().bitPattern == short.bitPattern)
        }
    }
}
