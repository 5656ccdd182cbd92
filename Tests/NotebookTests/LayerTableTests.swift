import CellLanguage
import Testing

@testable import Notebook

/// The table of layers while a pipeline is typed, and how changes in it edit the text.
@Suite struct LayerTableTests {
    private let manager: SessionManager = {
        let manager = SessionManager(document: Document())
        manager.submit("digits = strokes(train: 40, test: 20)")
        manager.waitUntilIdle()
        return manager
    }()

    private func table(_ source: String, at offset: Int? = nil) throws -> LayerTable {
        let found = try #require(manager.readyLayers(in: source, at: offset ?? source.utf8.count))
        return try #require(found)
    }

    private func edited(_ source: String, _ edit: LayerEdit) throws -> String {
        try SessionManager.edited(source, try table(source), edit)
    }

    @Test func aPipelineIsTabulatedForTheDataAtHand() throws {
        let table = try table("net = gru(64) | last | dense(10)")
        #expect(table.rows.map(\.written) == ["gru(64)", "last", "dense(10)"])
        #expect(table.rows.map(\.output) == ["[time, 64]", "[64]", "[10]"])
        // Cho's gates with two biases: 28·192 + 64·192 + 192 + 64, and 64·10 + 10.
        #expect(table.rows.map(\.parameters) == ["17,920", "0", "650"])
        #expect(table.parameters == "18,570")
        #expect(table.problem == nil)
        #expect(table.basis.hasPrefix("strokes") && table.basis.hasSuffix("40 at once, 28 steps"))
        #expect(abs(table.rows.compactMap(\.share).reduce(0, +) - 1) < 1e-9)
        // The last layer is computed once per sequence.
        let share = try #require(table.rows[2].share)
        #expect(share > 0 && share < 0.01)
        #expect(!table.memory.isEmpty)
    }

    @Test func withinTrainTheCallSaysWhatItIsTrainedOn() throws {
        let source = "run = train(gru(8) | last | dense(10), digits, epochs: 1, batch: 7)"
        let table = try table(source)
        #expect(table.rows.count == 3)
        #expect(table.basis.hasSuffix("7 at once, 28 steps"))
        let wider = try SessionManager.edited(source, table, .number(0, of: 0, "16"))
        #expect(wider == "run = train(gru(16) | last | dense(10), digits, epochs: 1, batch: 7)")
        #expect(try self.table("train(gru(8), digits)").rows.map(\.written) == ["gru(8)"])
    }

    @Test(arguments: [
        ("net = gru(64) | last | dense(10)", LayerEdit.insert("dropout(0.5)", at: 1), "net = gru(64) | dropout(0.5) | last | dense(10)"),
        ("net = gru(64) | last | dense(10)", .insert("gru(3)", at: 0), "net = gru(3) | gru(64) | last | dense(10)"),
        ("net = gru(64)", .insert("last", at: 1), "net = gru(64) | last"),
        ("net = gru(64) | last | dense(10)", .remove(1), "net = gru(64) | dense(10)"),
        ("net = gru(64) | last | dense(10)", .remove(0), "net = last | dense(10)"),
        ("net = gru(64) | last | dense(10)", .move(0, to: 1), "net = last | gru(64) | dense(10)"),
        ("net = gru(64) | last | dense(10)", .replace(1, with: "mean"), "net = gru(64) | mean | dense(10)"),
        ("net = conv(8, width: 5) | last", .number(1, of: 0, "7"), "net = conv(8, width: 7) | last"),
        // Line breaks are kept as written, and so are comments.
        ("net = gru(4)\n    | last\n    | dense(2)", .insert("mean", at: 1), "net = gru(4)\n    | mean\n    | last\n    | dense(2)"),
        ("net = gru(4) # wide\n    | last\n    | dense(2)", .remove(1), "net = gru(4) # wide\n    | dense(2)"),
        ("net = gru(4) | # wide\n last | dense(2)", .remove(0), "net = last | dense(2)"),
        ("net = gru(4) # a\n    | last # b", .move(1, to: 0), "net = last # a\n    | gru(4) # b"),
        ("# é\nnet = gru(4) | last", .number(0, of: 0, "5"), "# é\nnet = gru(5) | last"),
    ]) func theTextFollows(_ source: String, _ edit: LayerEdit, _ expected: String) throws {
        #expect(try edited(source, edit) == expected)
    }

    @Test func whatCannotBeReadIsRefused() throws {
        let source = "net = gru(64) | last"
        #expect(throws: LayerEditProblem.self) { try edited(source, .insert("gru(", at: 1)) }
        #expect(throws: LayerEditProblem.self) { try edited("net = gru(64)", .remove(0)) }
        let problem = #expect(throws: LayerEditProblem.self) { try edited("gru(64)", .remove(0)) }
        #expect(problem?.sentence == "This is the only layer here; c replaces it with another.")
    }

    @Test func whatIsWrongIsSaidAndTheRowsBeforeAreKnown() throws {
        let table = try table("net = gru(64) | last | gru(3) | dense(10)")
        #expect(table.problem?.row == 2)
        #expect(table.problem?.sentence.isEmpty == false)
        #expect(table.rows.map(\.output) == ["[time, 64]", "[64]", "", ""])
        #expect(table.memory.isEmpty)
        // Half typed.
        #expect(try self.table("net = gru(64) | la").rows.map(\.written) == ["gru(64)", "la"])
    }

    @Test func withoutDataNothingIsReckoned() throws {
        let bare = SessionManager(document: Document())
        let found = try #require(bare.readyLayers(in: "gru(2) | last", at: 3))
        let table = try #require(found)
        #expect(table.rows[0].parameters == "6·features + 24" || table.rows[0].parameters.contains("features"))
        #expect(table.basis == "the training data is not known yet, so memory and time are not shown")
        #expect(try #require(bare.readyLayers(in: "a = 5", at: 3)) == nil)
    }

    private static let nested = "net = gru(8) | residual(gru(8) | dropout(0.2)) | join(gru(4) | last, mean) | dense(10)"

    @Test func whatLayersAreMadeOfHasRowsOfItsOwn() throws {
        let table = try table(Self.nested)
        #expect(
            table.rows.map(\.written) == [
                "gru(8)", "residual(gru(8) | dropout(0.2))", "gru(8)", "dropout(0.2)", "join(gru(4) | last, mean)", "gru(4)", "last",
                "mean",
                "dense(10)",
            ])
        #expect(table.rows.map(\.depth) == [0, 0, 1, 1, 0, 1, 1, 1, 0])
        #expect(table.rows.map(\.isFirst) == [true, false, true, false, false, true, false, true, false])
        #expect(
            table.rows.map(\.output) == [
                "[time, 8]", "[time, 8]", "[time, 8]", "[time, 8]", "[12]", "[time, 4]", "[4]", "[8]", "[10]",
            ])
        // 28·24 + 8·24 + 24 + 8; for 8 inputs 8·24 + 8·24 + 24 + 8, and into 4: 8·12 + 4·12 + 12 + 4.
        #expect(table.rows.map(\.parameters) == ["896", "416", "416", "0", "160", "160", "0", "0", "130"])
        #expect(table.rows[1].memory == table.rows[2].memory || table.rows[2].share == table.rows[1].share)
        #expect(table.rows.map(\.numbers.count) == [1, 0, 1, 1, 0, 1, 0, 0, 1])
        #expect(table.sibling(of: 0, 1) == 1 && table.sibling(of: 1, 1) == 4 && table.sibling(of: 7, 1) == nil)
        #expect(table.end(of: 1) == 4 && table.end(of: 7) == 8 && table.end(of: 8) == 9)
        let found = manager.alternatives(in: Self.nested, table, number: 0, of: 2)
        #expect(found.map(\.number) == ["4", "8", "16"] && found[1].time == 1)
        // It is not possible around layers of other widths.
        #expect(found[0].memory.isEmpty && found[0].parameters.contains("residual"))
    }

    @Test(arguments: [
        (LayerEdit.number(0, of: 2, "9"), "residual(gru(9) | dropout(0.2)) | join(gru(4) | last, mean)"),
        (.append("mean", after: 5), "residual(gru(8) | dropout(0.2)) | join(gru(4) | mean | last, mean)"),
        (.append("last", after: 4), "residual(gru(8) | dropout(0.2)) | join(gru(4) | last, mean) | last"),
        (.insert("conv(4)", at: 7), "residual(gru(8) | dropout(0.2)) | join(gru(4) | last, conv(4) | mean)"),
        // A path is removed with its only layer.
        (.remove(7), "residual(gru(8) | dropout(0.2)) | join(gru(4) | last)"),
        (.remove(2), "residual(dropout(0.2)) | join(gru(4) | last, mean)"),
        (.replace(7, with: "max"), "residual(gru(8) | dropout(0.2)) | join(gru(4) | last, max)"),
        (.move(2, to: 3), "residual(dropout(0.2) | gru(8)) | join(gru(4) | last, mean)"),
        (.move(1, to: 4), "join(gru(4) | last, mean) | residual(gru(8) | dropout(0.2))"),
        // Nothing moves from one path into another.
        (.move(2, to: 0), "residual(gru(8) | dropout(0.2)) | join(gru(4) | last, mean)"),
    ]) func whatIsInsideIsChangedThere(_ edit: LayerEdit, _ middle: String) throws {
        #expect(try edited(Self.nested, edit) == "net = gru(8) | \(middle) | dense(10)")
    }

    @Test func otherWidthsCostWhatTheyCost() throws {
        let source = "net = gru(64) | last | dense(10)"
        let found = manager.alternatives(in: source, try table(source), number: 0, of: 0)
        #expect(found.map(\.number) == ["32", "64", "128"])
        #expect(found[1].parameters == "18,570" && found[1].time == 1)
        #expect(found[0].parameters == (try table("net = gru(32) | last | dense(10)").parameters))
        let (half, double) = (try #require(found[0].time), try #require(found[2].time))
        #expect(half > 0.3 && half < 0.5 && double > 2.5 && double < 4)
    }
}
