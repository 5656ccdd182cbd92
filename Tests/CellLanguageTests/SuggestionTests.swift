import CellLanguage
import Testing

@Suite struct SuggestionTests {
    @Test func suggestionsAreNear() {
        let names = ["train", "test", "take", "gru"]
        #expect(Suggestion.nearest(to: "trian", in: names) == "train")
        #expect(Suggestion.nearest(to: "TEST", in: names) == "test")
        #expect(Suggestion.nearest(to: "tain", in: names) == "train")
        #expect(Suggestion.nearest(to: "x", in: names) == nil)
        #expect(Suggestion.nearest(to: "epochs", in: names) == nil)
        #expect(Suggestion.nearest(to: "", in: names) == nil)
    }
}
