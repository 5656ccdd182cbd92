import Testing

@testable import Notebook

/// Typed sentences are split like those of the vocabulary.
@Suite struct SentenceSplitterTests {
    @Test(arguments: [
        ("Hello, world.", ["Hello", ",", "world", "."]),
        ("I don't.", ["I", "do", "n't", "."]),
        ("it's (known)...", ["it", "'s", "(", "known", ")", "..."]),
        ("Mr. Known", ["Mr.", "Known"]),
        ("well-known 3.5 and/or", ["well", "-", "known", "3.5", "and/or"]),
        ("\"Hello!\"", ["\"", "Hello", "!", "\""]),
        ("  ", []), ("-", ["-"]), ("''", ["'", "'"]), ("n't", ["n't"]), ("x'", ["x", "'"]), (".5", [".", "5"]),
    ]) func signsAndContractionsStandAlone(_ text: String, _ words: [String]) {
        let known: Set = ["hello", "world", ",", ".", "do", "n't", "'s", "it", "(", ")", "...", "mr.", "-", "well", "known", "i"]
        #expect(SentenceSplitter { known.contains($0) || known.contains($0.lowercased()) }.split(text) == words)
    }

    @Test func whatTheVocabularyHasIsNotSplit() {
        let known: Set = ["don't", "e-mail"]
        #expect(SentenceSplitter { known.contains($0) }.split("don't e-mail!") == ["don't", "e-mail", "!"])
        #expect(VocabularyText(["a", "b"]).readKnown("ab").symbols == [0, 1])
        let read = VocabularyText(["go", "."]).readKnown("Go. now")
        #expect(read.symbols == [0, 1] && read.reading == "Go . now" && read.note == "Not in the vocabulary, left out: `now`.")
        #expect(VocabularyText(["go", "."]).readKnown("go .").reading == nil)
    }
}
