import CellLanguage
import Testing

@Suite struct SourceEndTests {
    @Test(arguments: [
        ("", true), ("a = 1", true), ("train(a,", false), ("gru(2) |", false), ("a =", false), ("[1, 2", false), ("[1, 2]", true),
        ("\"abc", true), ("a = (1 # )", false), ("f(1))", true), ("digits.", false), ("0..", false), ("a # b |", true),
    ])
    func knowsWhenACellIsComplete(_ source: String, _ isComplete: Bool) {
        #expect(SourceEnd.isComplete(source) == isComplete)
    }
}
