import Testing

@testable import Datasets

struct WordsTests {
    @Test func hasWordsOfTheListLetterByLetter() throws {
        let pair = try Words.generate(train: 400, test: 50, seed: 1)
        let train = try #require(pair.train)
        let test = try #require(pair.test)
        #expect(train.count == 400 && test.count == 50)
        #expect(train.features == 128 && train.presentation == .glyphs(width: 8, height: 16))
        #expect(train.classNames.joined() == "abcdefghijklmnopqrstuvwxyz")
        let listed = Set(WordList.words)
        for dataset in [train, test] {
            let labels = try dataset.labels
            for index in 0..<dataset.count {
                #expect(listed.contains(labels[dataset.steps(index)].map { latinLetters[Int($0)] }.joined()))
            }
            #expect(try dataset.featureValues.allSatisfy { $0 >= 0 && $0 <= 1 })
        }
        let ink = try train.featureValues.reduce(0, +) / Float(train.featureValues.count)
        #expect(ink > 0.05 && ink < 0.4)
    }

    @Test func theListHoldsSmallLettersOnceEach() {
        #expect(Set(WordList.words).count == WordList.words.count && WordList.words.count > 500)
        for word in WordList.words {
            #expect((2...14).contains(word.count) && word.utf8.allSatisfy { (97...122).contains($0) }, "\(word)")
        }
        #expect(Set(WordList.words.map(\.count)) == Set(2...14))
        #expect(Set(WordList.words.joined()).count == 26, "every letter is used")
    }

    @Test func everyLetterHasTwoWaysAndItselfAmongItsLookAlikes() {
        #expect(Letterforms.glyphs.count == 26 && Letterforms.glyphs.allSatisfy { $0.count == 2 })
        for letter in 0..<26 { #expect(Letterforms.lookAlikes[letter].contains(letter)) }
    }

    @Test func aWordDependsOnSeedAndNumberAlone() throws {
        func firstWord(_ train: Int, _ seed: UInt64) throws -> [Float] {
            let dataset = try #require(try Words.generate(train: train, test: 0, seed: seed).train)
            return Array(try dataset.featureValues[..<(dataset.length(0) * 128)])
        }
        #expect(try firstWord(3, 7) == firstWord(20, 7))
        #expect(try firstWord(3, 7) != firstWord(3, 8))
        let pair = try Words.generate(train: 1, test: 1, seed: 7)
        #expect(try pair.train?.featureValues != pair.test?.featureValues)
    }

    /// The same bits on every machine, in debug and release builds.
    @Test func bitsAreFixed() throws {
        let dataset = try #require(try Words.generate(train: 20, test: 0, seed: 5).train)
        let words = try digest(dataset.featureValues)
        #expect(words == 14_226_625_884_703_374_605)
    }

    @Test func badCountsAreRefused() {
        #expect(throws: DataError.self) { try Words.generate(train: -1, test: 1) }
        #expect(throws: DataError.self) { try Words.generate(train: 0, test: 0) }
        #expect(throws: DataError.self) { try Words.generate(train: .max, test: 1) }
    }
}
