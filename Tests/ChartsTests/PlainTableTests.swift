import Testing
import TextFormatting

/// Tables that are read back from text and formatted for fewer columns.
@Suite struct PlainTableTests {
    private static let comparison = """
        run   epochs  train loss  test loss    best  test error  parameters  network
        run       30      0.1798     0.4377  0.4314     11.67 %       6,218  gru(32) | dropout(0.5) | last | dense(10)
        run2       8      0.7861     0.8750  0.8750     31.00 %       8,138  gru(64) | dropout(0.5) | last | dense(10)
        run3       8      0.9714     1.0292  1.0292     36.67 %       2,538  lstm(32) | dropout(0.5) | last | dense(10)
        """
    private static let data = """
        strokes  sequences  steps  inputs       targets
        train        1,000     28  28 features  10 classes per sequence
        test           300     28  28 features  10 classes per sequence
        """
    private static let epochs = """
        epoch  train loss  test loss  test error  sequences/s
            1      2.1948     2.1004     76.67 %    100,888/s
            2      1.8586     1.7035     61.67 %    102,574/s
        ... 52 rows
           55      0.9714     1.0292     36.67 %     98,696/s
        """
    private static let layers = """
        layer                                                         output  parameters
        bidirectional(lstm(64, peephole: true), merge: sum)           [64]        56,220
        highway(bidirectional(gru(32, reset: before)) | dense(64))    [64]        12,220
        total                                                                     68,440
        """

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private func fitted(_ text: String, _ width: Int) -> String? {
        PlainTable(lines(text))?.fitted(width, leastTelling: ["sequences/s", "parameters", "epochs", "best"])
            .map { ($0.head + $0.body).joined(separator: "\n") }
    }

    @Test func titlesAndNetworksAreBroken() {
        #expect(
            fitted(Self.comparison, 62) == """
                               train    test             test
                run   epochs    loss    loss    best    error  parameters
                  network
                run       30  0.1798  0.4377  0.4314  11.67 %       6,218
                  gru(32) | dropout(0.5) | last | dense(10)
                run2       8  0.7861  0.8750  0.8750  31.00 %       8,138
                  gru(64) | dropout(0.5) | last | dense(10)
                run3       8  0.9714  1.0292  1.0292  36.67 %       2,538
                  lstm(32) | dropout(0.5) | last | dense(10)
                """)
        #expect(
            fitted(Self.data, 54) == """
                strokes  sequences  steps  inputs       targets
                train        1,000     28  28 features  10 classes per
                                                        sequence
                test           300     28  28 features  10 classes per
                                                        sequence
                """)
        #expect(
            fitted(Self.epochs, 38) == """
                        train    test     test  …
                epoch    loss    loss    error
                    1  2.1948  2.1004  76.67 %
                    2  1.8586  1.7035  61.67 %
                ... 52 rows
                   55  0.9714  1.0292  36.67 %
                """)
        #expect(
            fitted(Self.layers, 48) == """
                layer                         output  parameters
                bidirectional(lstm(64,        [64]        56,220
                  peephole: true), merge:
                  sum)
                highway(bidirectional(gru(    [64]        12,220
                  32, reset: before)) |
                  dense(64))
                total                                     68,440
                """)
    }

    @Test func columnsKeepTheirSide() {
        let folds = """
                 fold  epochs  train loss  validation loss
                    0       2      2.3112           2.3082
                 mean              2.3088           2.3113
            deviation              0.0034           0.0062
            """
        #expect(
            fitted(folds, 40) == """
                                    train  validation
                     fold  epochs    loss        loss
                        0       2  2.3112      2.3082
                     mean          2.3088      2.3113
                deviation          0.0034      0.0062
                """)
    }

    /// At any width all numbers of the remaining columns are complete, no line is too wide, and a network is never
    /// truncated.
    @Test func numbersAreNeverCut() {
        for (text, first) in [(Self.comparison, "run"), (Self.data, "strokes"), (Self.epochs, "epoch"), (Self.layers, "layer")] {
            let words = Set(text.split(whereSeparator: { " \n".contains($0) }).map(String.init))
            for width in 20...110 {
                guard let fitted = fitted(text, width) else {
                    Issue.record("\(first) at \(width)")
                    continue
                }
                let lines = self.lines(fitted)
                #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(width):\n\(fitted)")
                for word in fitted.split(whereSeparator: { " \n".contains($0) }) where word.first?.isNumber ?? false {
                    #expect(words.contains(String(word)) || first == "layer", "\(width): \(word)")
                }
                if first == "run" {
                    // A layer is never broken.
                    for layer in ["gru(32)", "dropout(0.5)", "dense(10)"] { #expect(fitted.contains(layer), "\(width):\n\(fitted)") }
                }
                if first == "layer" { #expect(fitted.contains("56,220") && fitted.contains("12,220"), "\(width)") }
            }
        }
    }

    /// Sentences, code and pictures are not tables.
    @Test func whatIsNoTable() {
        #expect(PlainTable(["one  two", "three  four"]) == nil)
        #expect(PlainTable(["0  ▒▓█  10 %", "1  ▒▓█   5 %"]) == nil)
        #expect(PlainTable(["a sentence of words", "x  1"]) == nil)
        #expect(PlainTable(["name  1"]) == nil)
        #expect(PlainTable(["name  count", "a         1"]) != nil)
    }

    /// The words of a title stay whole where names of rows are broken: classes are left out instead.
    @Test func theTitleOfAConfusionTableIsBrokenBetweenWords() throws {
        let names = (0..<12).map { "class \($0)" }
        let rows = [["true \\ predicted"] + names + ["error"]] + names.map { [$0] + names.map { _ in "1,234" } + ["50.00 %"] }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let text = rows.map { row in
            zip(row, widths).enumerated().map { place, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return place == 0 ? cell.0 + blanks : blanks + cell.0
            }.joined(separator: "  ")
        }
        for width in 40...110 {
            let set = try #require(PlainTable(text)?.fitted(width))
            let words = Set(set.head.joined(separator: " ").split(separator: " ").map(String.init))
            #expect(words.isSuperset(of: ["true", "\\", "predicted"]), "\(width): \(set.head)")
        }
    }
}
