import Testing

@testable import CellLanguage
@testable import Notebook

/// Arithmetic in cells.
@Suite struct LanguageArithmeticTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 - 2 - 3", "2"), ("8 / 2 / 2", "2"), ("2 * -3", "-6"), ("3 -1", "2"), ("3-1", "2"),
        ("-(1 + 2)", "-3"), ("- 2 + 3", "1"), ("[1, -2] + 1", "[2, -1]"), ("10 - [1, 2]", "[9, 8]"), ("[1, 2] * [3, 4]", "[3, 8]"),
        ("[1, 2, 3, 6].mean", "3"), ("[1, 2, 3].deviation", "1"), ("[1, 2].sum / 2", "1.5"), ("[3, 1, 2].min + [3, 1, 2].max", "4"),
        ("0..2 + 1", "0..3"), ("[1, 2][0] - 1", "0"), ("1 +\n  2", "3"), ("(1\n  + 2)", "3"),
    ]) func calculates(_ source: String, _ result: String) {
        #expect(output(of: source) == result)
    }

    /// Known values are checked, hinted and completed like all others; names are used, and wait for their cells.
    @Test func valuesOfCellsAreUsed() {
        let cells = runCells([
            "a = 4\nb = [1, 2]", "units = a * 2\nnet = gru(units) | last", "gru(a - 4)", "x = a / (b[0] - 1)", "[[1]].mean", "[].mean",
        ])
        #expect(cells[1].status == .done && cells[1].output.contains("gru(8)"))
        #expect(cells[2].output.contains("gru: `units` must be a whole number, 1 to 65,536; this is 0"), "\(cells[2].output)")
        #expect(cells[3].output.contains("4 / 0 is not a finite number"))
        #expect(cells[4].output.contains("`.mean` works on numbers and lists of numbers; this is a list"))
        #expect(cells[5].output.contains("A list of 0 numbers has no mean"))
        #expect(CellCode("c = a + -b * 2").uses == ["a", "b"])
    }

    @Test func longSumsAreRead() {
        let sum = (0..<40).map(String.init).joined(separator: " + ")
        #expect(output(of: sum) == "780")
        #expect(runCells([(0..<4000).map(String.init).joined(separator: "+")])[0].output.contains("nested"))
    }
}
