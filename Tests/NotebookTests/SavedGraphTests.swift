import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Graphs for other programs, as cells write them. Their contents are tested with `ONNXModel`.
@Suite struct SavedGraphTests {
    @Test func aGraphIsWrittenByItsName() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "m.onnx").path
            let cells = runCells([
                "d = strokes(train: 40, test: 10)\nrun = train(gru(4) | last | dense(10), d, epochs: 1)", "save(run, \"\(file)\")",
                "save(run, \"\(file)\", format: keras)", "save(run, \"\(folder.path)/m.safetensors\", scaling: true)",
                "save(run, \"\(folder.path)/none/m.onnx\")", "save(run, \"\(file)2.onnx\", scaling: true)",
                "low = train(gru(4) | last | dense(10), d, epochs: 1, precision: bfloat16)\nsave(low, \"\(file)3.onnx\")",
                "normed = train(residual(gru(28, norm: layer)) | attend | dense(10), d, epochs: 1)\nsave(normed, \"\(file)4.onnx\")",
            ])
            #expect(cells[1].output == "wrote 450 parameters to \(file)", "\(cells)")
            #expect(cells[2].output.contains("`format` is for weight files") && cells[2].status != .done)
            #expect(cells[3].output.contains("`scaling` is for graphs") && cells[3].status != .done)
            #expect(cells[4].output.contains("There is no folder \(folder.path)/none"), "\(cells[4].output)")
            #expect(cells[5].status == .done)
            #expect(cells[6].output.hasSuffix("its products are those of float32, where the run rounds to bfloat16"), "\(cells[6].output)")
            #expect(cells[7].output.contains("to \(file)4.onnx"), "\(cells[7].output)")
            #expect(FileManager.default.fileExists(atPath: file + "4.onnx"))
            let bytes = try Data(contentsOf: URL(filePath: file))
            #expect(bytes.prefix(4).elementsEqual([0x08, 0x08, 0x12, 0x06]))
            #expect(bytes.range(of: Data("gru(4) | last | dense(10)".utf8)) != nil)
        }
    }
}
