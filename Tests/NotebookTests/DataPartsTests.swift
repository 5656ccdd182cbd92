import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Parts of data in cells.
@Suite struct DataPartsTests {
    private let digits = "digits = strokes(train: 120, test: 30)"

    @Test func aValidationPartIsPrintedAndChosenBy() {
        let result = runCells([
            digits, "parts = digits.validation(0.25)",
            "run = train(gru(4) | last | dense(10), parts, epochs: 2, batch: 30, keep_best: true)",
            "evaluate(run)", "evaluate(run, parts.validation)", "parts.validation.count",
        ])
        #expect(result.allSatisfy { $0.status == .done }, "\(result)")
        #expect(result[1].output.contains("validation         30"), "\(result[1].output)")
        #expect(result[2].output.hasPrefix("epoch  train loss  validation loss  validation error  sequences/s"), "\(result[2].output)")
        #expect(result[3].output.hasPrefix("strokes: 30 sequences"), "the test part, since it is asked for")
        #expect(result[4].output.contains("strokes validation"))
        #expect(result[5].output == "30")
    }

    /// With a validation part, the run is the same as one that is tested on it, whatever the test part contains.
    @Test func theTestPartDecidesNothing() {
        let training = "train(gru(4) | last | dense(10), parts, epochs: 3, batch: 30, patience: 1, keep_best: true)"
        func losses(_ parts: String) -> String {
            output(
                of: digits, "other = strokes(train: 10, test: 40, seed: 9)", "parts = \(parts)", "run = \(training)",
                "evaluate(run, digits.test).loss")
        }
        #expect(losses("digits.validation(0.25)") == losses("digits.train.validation(0.25)"))
    }

    /// A part of a training part is called what it is for, in evaluations and beside the chart.
    @Test func partsOfAPartAreCalledWhatTheyAreFor() throws {
        var document = Document()
        document.elements = [
            "data = strokes(train: 120, test: 30).train.split(0.5, 0.25, 0.25)",
            "run = train(gru(4) | last | dense(10), data, epochs: 1, batch: 30)", "evaluate(run)", "evaluate(run, data.validation)",
            "data.test[2]",
        ].map { .cell(DocumentCell(source: $0)) }
        let manager = SessionManager(document: document)
        manager.runAll()
        manager.waitUntilIdle()
        let outputs = manager.state.cells.map(\.output.plain)
        #expect(outputs[2].hasPrefix("strokes test: 30 sequences"), "\(outputs[2])")
        #expect(outputs[3].hasPrefix("strokes validation: 30 sequences"), "\(outputs[3])")
        #expect(outputs[4].hasPrefix("strokes test[2]"), "\(outputs[4])")
        let run = try #require(manager.state.activeRun)
        #expect(run.watchedExample?.dataset.name == "strokes validation" && run.isValidated)
        #expect(output(of: "f = strokes(train: 100, test: 10).train.folds(4)", "f[1].test[0]").hasPrefix("strokes test[0]"))
        #expect(output(of: "d = strokes(train: 100, test: 10).train.validation(0.1)", "d.train[0]").hasPrefix("strokes train[0]"))
    }

    @Test func validationIsMissingWhereNoneIsHeldBack() {
        #expect(
            runCells([digits, "digits.validation"])[1].output.contains(".validation(0.1) makes one"))
        #expect(runCells([digits, "digits.train.validation"])[1].status == .failed)
    }

    @Test func threeSharesMakeThreeParts() {
        #expect(output(of: digits, "digits.train.split(0.5, 0.25, 0.25).validation.count") == "30")
        #expect(output(of: digits, "digits.train.split(0.5, 0.25).test.count") == "30")
        #expect(output(of: digits, "digits.train.split(0.5, seed: 2).test.count") == "60")
    }

    @Test func foldsAreTrainedAndTestedOn() {
        let results = runCells([
            "folds = strokes(train: 100, test: 0).folds(5, seed: 1)", "folds[0].train.count", "folds.count",
            "run = train(gru(4) | last | dense(10), folds[1], epochs: 1, batch: 40)", "evaluate(run, folds[1])", "folds[1..3].count",
            "folds[7]",
        ])
        #expect(results.dropLast().allSatisfy { $0.status == .done }, "\(results)")
        #expect(results[0].output.hasPrefix("fold  train  test\n[0]      80    20"), "\(results[0].output)")
        #expect(results[1].output == "80" && results[2].output == "5" && results[5].output == "2")
        #expect(results[6].status == .failed)
    }

    @Test func windowsOfASeriesAreForecast() {
        let results = runCells([
            "data = sines(train: 4, test: 0, length: 300).windows(length: 16, stride: 4, horizon: 4).split(0.6, 0.2, 0.2)",
            "run = train(lstm(8) | last | dense(4), data, epochs: 1)", "predict(run, data.test[0])", "data.train.rolling(2)",
            "data.train.folds(2)",
        ])
        #expect(results.dropLast().allSatisfy { $0.status == .done }, "\(results)")
        #expect(results[4].output.contains("Use .rolling(5)"), "\(results[4].output)")
    }

    /// The report covers all parts of a folder.
    @Test func theReportOnAFolderHasItsParts() throws {
        try withTemporaryFolder { folder in
            for part in ["train", "validation", "test"] {
                for label in ["good", "bad"] {
                    let place = folder.appending(path: "reviews/\(part)/\(label)")
                    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                    try Data("a \(label) film".utf8).write(to: place.appending(path: "1.txt"))
                }
            }
            let report = try DataReport.report(on: folder.path + "/reviews", examples: 0)
            #expect(
                report.contains("\ntrain ") && report.contains("\nvalidation ") && report.contains("\ntest ")
                    && report.contains("data = documents("))
        }
    }
}
