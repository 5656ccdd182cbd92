import Testing

@testable import Notebook

@Suite struct SessionReplayTests {
    @Test func speedIsNotCompared() {
        #expect(RecordedOutput.comparable("    1   2.3026      3,640/s") == "    1   2.3026")
        #expect(RecordedOutput.comparable("epoch  train loss  sequences/s") == "epoch  train loss  sequences/s")
        #expect(RecordedOutput.comparable("total   ") == "total")
        #expect(RecordedOutput.comparable("/s") == "/s")
        let same = RecordedOutput.difference(recorded: "h\n 1  2.0   9/s\n", now: "h\n 1  2.0  12,000/s\n")
        #expect(same.lines.isEmpty)
    }

    @Test func diffHasContextAndHeadings() {
        let old = (1...20).map(String.init)
        var new = old
        new[9] = "ten"
        new.append("21")
        let diff = UnifiedDiff(from: old, to: new, same: ==)
        #expect(
            diff.lines == [
                "@@ -7,7 +7,7 @@", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13",
                "@@ -18,3 +18,4 @@", " 18", " 19", " 20", "+21",
            ])
        #expect(UnifiedDiff(from: old, to: old, same: ==).lines.isEmpty)
        #expect(UnifiedDiff(from: [], to: ["a"], same: ==).lines == ["@@ -1,0 +1,1 @@", "+a"])
        #expect(UnifiedDiff(from: ["a"], to: [], same: ==).lines == ["@@ -1,1 +1,0 @@", "-a"])
        let near = UnifiedDiff(from: ["a", "b", "c", "d", "e"], to: ["A", "b", "c", "d", "E"], same: ==)
        #expect(near.lines == ["@@ -1,5 +1,5 @@", "-a", "+A", " b", " c", " d", "-e", "+E"])
    }

    @Test func checkReportsEachCell() {
        let recorded = Document("```unroll\na\n```\n\n```output\n1\n```\n\n```unroll\nb\n```\n\n```unroll\nc\n```\n")
        var now = recorded
        now.setOutput("2", cell: 0)
        now.setOutput("3", cell: 1)
        let check = ReplayCheck(recorded: recorded, now: now)
        #expect(check.differences == 1)
        #expect(check.notRecorded == 1)
        #expect(
            check.report(name: "x.md") == """
                --- x.md, cell 1, recorded
                +++ x.md, cell 1, now
                @@ -1,1 +1,1 @@
                -1
                +2
                cell 2: nothing recorded; `unroll run --record x.md` records what it prints
                x.md: 1 of 3 cells differ
                """)
    }
}
