import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Notebook

/// Several targets and step weights in cells: training, evaluation, prediction, saving and errors.
@Suite struct SeveralTargetsCellsTests {
    private static let rows = (0..<24).map { id in
        (0..<5).map { step in
            "\(id),\(id % 2 == 0 ? 1 : -1),\(id % 3 - 1),\(id % 2 == 0 ? "walk" : "run"),\(Double(id % 3) * 10 + 20.5),\(step % 2)\n"
        }.joined()
    }.joined()

    private func withWalks(_ body: (_ path: (String) -> String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            try ("id,a,b,activity,age,w\n" + Self.rows).write(toFile: path("walks.csv"), atomically: true, encoding: .utf8)
            try body(path)
        }
    }

    @Test func eachTargetIsTold() throws {
        try withWalks { path in
            let cells = runCells([
                "walks = csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], ignore: [\"w\"]).standardize",
                "run = train(gru(8) | last | join(dense(2), dense(1)), walks, epochs: 40, batch: 8, optimizer: adam(0.02), loss: weighted(1, 0.5))",
                "evaluate(run, walks)", "predict(run, walks.train[0])", "predict(run, walks, to: \"\(path("out.csv"))\")",
                "save(run, \"\(path("run.safetensors"))\")\nagain = load(\"\(path("run.safetensors"))\")\nevaluate(again, walks).loss",
                "evaluate(run, walks).loss", "evaluate(run, walks, worst: 2)", "evaluate(run, walks).targets[0].error",
                "predict(again, walks, to: \"\(path("same.csv"))\")", "predict(run, walks, to: \"\(path("out.jsonl"))\")",
                "more = train(again, walks, epochs: 1)",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            #expect(cells[0].output.contains("activity: 2 classes per sequence, age: 1 value per sequence"), "\(cells[0].output)")
            #expect(cells[0].output.contains("activity: to predict, classes") && cells[0].output.contains("age: to predict, values"))
            #expect(cells[2].output.contains("walks: 24 sequences\nloss  0.0"), "\(cells[2].output)")
            #expect(cells[2].output.contains("\n\nactivity: 24 sequences\nloss") && cells[2].output.contains("\n\nage: 24 sequences\n"))
            #expect(cells[2].output.contains("error    0.00 % (0 wrong)") && cells[2].output.contains("R2"), "\(cells[2].output)")
            #expect(cells[3].output.hasPrefix("walks train[0]: 5 steps, activity walk, age 20.5000\n"), "\(cells[3].output)")
            #expect(
                cells[3].output.contains("\nactivity:\n") && cells[3].output.contains("\n\nage:\nvalue     true  predicted\n"),
                "\(cells[3].output)")
            #expect(cells[5].output.hasSuffix(cells[6].output) && !cells[6].output.isEmpty)
            #expect(cells[7].output.contains("worst") && cells[8].output == "0")
            let lines = try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "sequence,activity,activity run,activity walk,age")
            #expect(lines.count == 25 && lines[1].hasPrefix("0,walk,0.0"), "\(lines[1])")
            let age = try #require(lines[1].split(separator: ",").last.flatMap { Double($0) })
            #expect(abs(age - 20.5) < 4)
            #expect(try String(contentsOfFile: path("same.csv"), encoding: .utf8).split(separator: "\n") == lines)
            let json = try String(contentsOfFile: path("out.jsonl"), encoding: .utf8).split(separator: "\n")
            #expect(
                json[0].contains("\"activity\":{\"prediction\":\"walk\",\"probabilities\":{\"run\":")
                    && json[0].contains("\"age\":{\"values\":"), "\(json[0])")
        }
    }

    @Test func epochsHaveAColumnForEachTarget() throws {
        try withWalks { path in
            let cells = runCells([
                "walks = csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], ignore: [\"w\"]).split(0.75)",
                "run = train(gru(4) | last | join(dense(2), dense(1)), walks, epochs: 2, batch: 8, log: \"\(path("log"))\")",
                "compare(run)",
                "train(gru(4) | last | dense(1), walks.target(\"age\"), epochs: 1)", "walks.train.target(\"kind\")",
                "strokes(train: 5, test: 1).target(\"kind\")",
            ])
            let lines = cells[1].output.split(separator: "\n")
            #expect(lines[0] == "epoch  train loss  test loss  activity error   age R2  sequences/s")
            #expect(lines.count == 3 && lines[1].contains(" %"), "\(lines)")
            #expect(
                cells[2].output.contains("targets  parameters  network") && cells[2].output.contains("activity error ")
                    && cells[2].output.contains(" %, age R2 "), "\(cells[2].output)")
            let table = try String(contentsOfFile: path("log/metrics.csv"), encoding: .utf8).split(separator: "\n")
            #expect(
                table[0].hasPrefix(
                    "epoch,step,train_loss,test_loss,test_loss activity,test_error activity,test_loss age,test_r2 age,sequences_per_second")
            )
            #expect(table.count == 3 && !table[2].contains(",,"), "\(table)")
            #expect(cells[3].status == .done, "\(cells[3].output)")
            #expect(
                cells[4].output.contains("walks train has no target \"kind\" among several: they are activity, age"), "\(cells[4].output)")
            #expect(cells[5].output.contains("it has a single one"), "\(cells[5].output)")
        }
    }

    /// For other programs there is an output for each target by its name, or a description of its columns.
    @Test func graphsAndModulesTellThemApart() throws {
        try withWalks { path in
            let cells = runCells([
                "walks = csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], ignore: [\"w\"]).standardize",
                "run = train(gru(4) | last | join(dense(2), dense(3)), walks, epochs: 1, loss: weighted(focal(2), [quantiles(0.1, 0.5, 0.9), 0.5]))",
                "save(run, \"\(path("net.onnx"))\", scaling: true)", "save(run, \"\(path("net.py"))\")", "evaluate(run, walks)",
                "predict(run, walks, to: \"\(path("out.csv"))\")", "predict(run, walks.train[1])",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let graph = try Data(contentsOf: URL(filePath: path("net.onnx")))
            for name in ["activity probabilities", "age values", "\"name\":\"age\"", "\"quantiles\":[0.1,0.5,0.9]"] {
                #expect(graph.range(of: Data(name.utf8)) != nil, "\(name)")
            }
            #expect(
                try String(contentsOfFile: path("net.py"), encoding: .utf8).contains("those of several targets side by side, [batch, 5]"))
            #expect(cells[4].output.contains("pinball loss") && cells[4].output.contains("quantile  pinball"), "\(cells[4].output)")
            let table = try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(separator: "\n")
            #expect(table[0] == "sequence,activity,activity run,activity walk,age 0.1,age 0.5,age 0.9", "\(table[0])")
            #expect(cells[6].output.contains("value     true      0.1      0.5      0.9"), "\(cells[6].output)")
        }
    }

    /// Viewers see the predictions for an example, target by target.
    @Test func theLiveViewShowsEach() throws {
        try withWalks { path in
            let manager = SessionManager(document: Document())
            manager.watch(true)
            manager.submit(
                "walks = csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], ignore: [\"w\"]).split(0.75)\n"
                    + "run = train(gru(4) | last | join(dense(2), dense(1)), walks, epochs: 3, batch: 8)")
            #expect(eventually { !manager.state.isBusy && manager.state.activeRun?.isOver == true })
            let run = try #require(manager.state.activeRun)
            let chart = run.exampleChart(cursor: nil)
            #expect(chart.targets.map(\.name) == ["activity", "age"] && chart.targets.allSatisfy { $0.chart.outputs != nil })
            #expect(run.epochRows.epochs.last?.targets.map(\.name) == ["activity", "age"])
            #expect(run.score == nil && !run.hasClasses)
            // Made-up examples do not exist for several targets.
            let example = try #require(run.watchedExample)
            let model = Model(network: Network([]), inputWidth: 2, parameters: [])
            #expect(
                throws: OwnExampleProblem(sentence: "The run has several targets: use predict for its answer to an example.")
            ) { try OwnExampleReader(model: { model }, example: example).first() }
        }
    }

    @Test func weightsOfStepsAreRead() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.csv").path
            let rows = (0..<30).map { "\($0 / 5),\($0 % 3),\($0 % 3 == 0 ? "x" : "y"),\($0 % 2)\n" }.joined()
            try ("id,a,tag,w\n" + rows).write(toFile: path, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(path)\", step_weights: \"w\", label: \"tag\")", "run = train(gru(4) | dense(2), d, epochs: 2)",
                "evaluate(run, d)", "train(gru(4) | dense(2), d, epochs: 1, loss: crf)",
            ])
            #expect(cells[0].output.contains("w: weight of each step in loss and figures"), "\(cells[0].output)")
            #expect(cells[2].output.hasPrefix("a: 15 steps, weighted: 15 in all\n"), "\(cells[2].output)")
            #expect(cells[3].output.contains("crf weights whole paths, but the steps of a have weights of their own"), "\(cells[3].output)")
        }
    }

    @Test func whatCannotBeIsRefused() throws {
        try withWalks { path in
            let data = "walks = csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], ignore: [\"w\"])"
            let cells = runCells([
                data, "train(gru(4) | last | dense(2), walks, epochs: 1)",
                "run = train(gru(4) | last | dense(3), walks, epochs: 1)",
                "train(gru(4) | last | dense(3), walks, epochs: 1, loss: weighted(1, 2, 3))",
                "train(gru(4) | last | dense(3), walks, epochs: 1, loss: focal(2))", "explain(run, walks.train[0])",
                "residuals(run, walks)", "csv(\"\(path("walks.csv"))\", targets: [\"activity\"])",
                "csv(\"\(path("walks.csv"))\", targets: [\"activity\", \"age\"], label: \"age\")",
                "train(gru(4) | last | dense(10), strokes(train: 20, test: 5), epochs: 1, loss: weighted(1, 2))", "weighted(0, 0)",
                "csv(\"\(path("walks.csv"))\", label: \"activity\", ignore: [\"age\"], step_weights: \"w\")",
            ])
            let sentences = [
                1: "needs [batch, 3], one for each of its 2 classes, and the value: end it with join(dense(2), dense(1))",
                3: "`weighted` names 3 targets, but walks has 2, activity, age: give a weight or loss for each",
                4: "walks has several targets: focal(2) is for a single one",
                5: "only runs with a single target can be explained", 6: "has several targets", 7: "targets",
                8: "`targets` replaces label, target and known: leave out label.",
                9: "`weighted` names 2 targets, but strokes", 10: "weighted(0, 0) is not possible",
                11: "Steps have weights, but there is only one target per sequence",
            ]
            for (cell, sentence) in sentences { #expect(cells[cell].output.contains(sentence), "\(cell): \(cells[cell].output)") }
            #expect(cells[2].status == .done)
        }
    }
}
