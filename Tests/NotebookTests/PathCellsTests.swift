import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Paths of classes in cells: training, evaluation, prediction, saving and errors.
@Suite struct PathCellsTests {
    @Test func pathsAreTrainedSaidAndKept() throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            let lines = (0..<20).map { id in
                let words = (0..<5).map { step in "\"\("abc".dropFirst((id + step + step % 2) % 3).prefix(1))\"" }
                let classes = (0..<5).map { step in "\"\("xyz".dropFirst((id + step) % 3).prefix(1))\"" }
                return "{\"x\": [\(words.joined(separator: ","))], \"y\": [\(classes.joined(separator: ","))]}\n"
            }
            try lines.joined().write(toFile: path("tags.jsonl"), atomically: true, encoding: .utf8)
            let cells = runCells([
                "tags = jsonl(\"\(path("tags.jsonl"))\")", "net = embedding(3) | dense(3)",
                "run = train(net, tags, epochs: 60, batch: 10, optimizer: adam(0.1), loss: crf)", "run.network", "evaluate(run, tags)",
                "predict(run, tags.train[1])", "predict(run, tags, to: \"\(path("out.csv"))\")",
                "save(run, \"\(path("run.safetensors"))\")\nagain = load(\"\(path("run.safetensors"))\")\nevaluate(again, tags).error",
                "more = train(run, epochs: 1)\nevaluate(more, tags).error", "net | transitions", "evaluate(run, tags, worst: 1)",
                "save(run, \"\(path("run.onnx"))\")", "save(run, \"\(path("keras.safetensors"))\", format: keras)",
                "save(run, \"\(path("torch.safetensors"))\", format: pytorch)\nload(net | transitions, \"\(path("torch.safetensors"))\", tags, format: pytorch)",
                "find_rate(net | transitions, tags, batch: 10, steps: 12).rate",
            ])
            #expect(cells.suffix(2).allSatisfy { $0.status == .done }, "\(cells.suffix(2))")
            #expect(cells.dropLast(4).allSatisfy { $0.status == .done }, "\(cells)")
            #expect(cells[3].output.contains("transitions"), "\(cells[3].output)")
            #expect(cells[4].output.contains("0.00 %"), "\(cells[4].output)")
            #expect(cells[5].output.contains("alone"), "\(cells[5].output)")
            #expect(cells[7].output.hasSuffix("0") && cells[8].output.hasSuffix("0"), "\(cells[7].output) \(cells[8].output)")
            #expect(cells[9].output.contains("15"), "\(cells[9].output)")
            #expect(cells[11].output.hasPrefix("wrote ") && cells[11].status == .done, "\(cells[11].output)")
            #expect(cells[12].output.contains("transitions: Keras has no such layer"), "\(cells[12].output)")
            let rows = try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(separator: "\n")
            #expect(rows.first == "sequence,step,prediction,x,y,z" && rows.count == 101)
            #expect(rows.dropFirst().prefix(5).map { $0.split(separator: ",")[2] } == ["x", "y", "z", "x", "y"])
        }
    }

    @Test func whatCannotBeIsRefused() {
        let cells = runCells([
            "hand = words(train: 20, test: 5)", "train(gru(4) | dense(26), strokes(train: 20, test: 0), epochs: 1, loss: crf)",
            "train(gru(4) | dense(26) | transitions, hand, epochs: 1)", "train(gru(4) | last | dense(26), hand, epochs: 1, loss: crf)",
            "train(gru(4) | dense(25), hand, epochs: 1, loss: crf)", "train(gru(4) | dense(26), hand, epochs: 1, steps: 3, loss: crf)",
            "train(gru(4) | dense(26), hand, epochs: 1, weights: balanced, loss: crf)", "gru(3) | transitions | dense(2)",
            "gru(3) | residual(transitions)",
        ])
        #expect(cells[1].output.contains("crf weights the classes of neighbouring steps; strokes"), "\(cells[1].output)")
        #expect(cells[2].output.contains("train it with loss: crf, or leave out the layer"), "\(cells[2].output)")
        #expect(cells[3].output.contains("leave out `last` (or `mean`)"), "\(cells[3].output)")
        #expect(cells[4].output.contains("make the last layer dense(26)"), "\(cells[4].output)")
        #expect(cells[5].output.contains("leave out `steps`"), "\(cells[5].output)")
        #expect(cells[6].output.contains("leave out `weights`"), "\(cells[6].output)")
        #expect(cells[7].output.contains("can only be the last layer"), "\(cells[7].output)")
        #expect(cells[8].output.contains("can only be the last layer"), "\(cells[8].output)")
    }
}
