import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Reports on predicted values.
@Suite struct ForecastingTests {
    /// Writes a trend times a season of twelve months, like that of an airline, to a file.
    static func writeAirline(to file: String, months: Int = 144) throws {
        let rows = (0..<months).map { month -> String in
            let season = 1 + 0.2 * sin(Double(month % 12) / 12 * 2 * .pi) + 0.06 * cos(Double(month % 12) / 6 * 2 * .pi)
            return String(Int((120 + 1.6 * Double(month)) * season + Double(month * 7919 % 13) / 2))
        }
        try ("passengers\n" + rows.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    @Test func errorsStandBesideThoseOfRepeating() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "airline.csv").path
            try Self.writeAirline(to: file)
            let cells = runCells([
                "d = csv(\"\(file)\").windows(length: 24, horizon: 12, relative: true).split(0.7, 0.15, 0.15).standardize",
                "run = train(gru(4) | last | dense(12), d, epochs: 2, batch: 16)", "e = evaluate(run, season: 12)", "e",
                "[e.mae, e.rmse, e.mase, e.smape, e.r2_mean, e.last_value.mae, e.last_season.mase]", "e.pinball",
                "evaluate(run, season: 36)",
                "evaluate(run).last_season",
            ])
            #expect(cells[..<5].allSatisfy { $0.status == .done }, "\(cells)")
            let lines = cells[3].output.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasPrefix("R2 ") && $0.hasSuffix("as the mean over 12 values") }, "\(lines)")
            #expect(lines.contains { $0.contains("MAE") && $0.contains("RMSE") && $0.contains("MASE") && $0.contains("sMAPE") })
            #expect(lines.contains { $0.hasPrefix("last value") } && lines.contains { $0.hasPrefix("last season") })
            #expect(cells[4].output.split(separator: ",").count == 7, "\(cells[4].output)")
            #expect(cells[5].output.contains("This figure is not available"))
            #expect(cells[6].output.contains("36 steps before it"), "\(cells[6].output)")
            #expect(cells[7].output.contains("This figure is not available"))
        }
    }

    @Test func quantilesAreTrainedToldAndWritten() throws {
        try withTemporaryFolder { folder in
            let (table, saved) = (folder.appending(path: "out.csv").path, folder.appending(path: "run.safetensors").path)
            let cells = runCells([
                "d = sines(train: 60, test: 10)", "run = train(gru(6) | dense(3), d, epochs: 2, batch: 20, loss: quantiles(0.1, 0.5, 0.9))",
                "e = evaluate(run)", "e", "[e.pinball, e.coverage[0], e.mae, e.below[1], e.pinballs.mean]",
                "predict(run, d.test, to: \"\(table)\")",
                "predict(run, d.test[2])", "train(gru(6) | dense(1), d, loss: quantiles(0.1, 0.5, 0.9))", "quantiles(0.9, 0.1)",
                "train(gru(6) | last | dense(10), strokes(train: 20, test: 5), loss: quantiles(0.5))",
                "save(run, \"\(saved)\")\nagain = load(\"\(saved)\")\nevaluate(again, d.test).pinball", "e.pinball",
                "more = train(run, epochs: 1)",
            ])
            #expect((cells[..<7] + cells[10...]).allSatisfy { $0.status == .done }, "\(cells)")
            let output = cells[3].output
            #expect(output.contains("pinball loss") && output.contains("0.1 to 0.9") && output.contains("80.00 %"), "\(output)")
            let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "sequence,step,prediction 0.1,prediction 0.5,prediction 0.9" && lines.count == 601, "\(lines[0])")
            #expect(cells[6].output.contains("0.1") && cells[6].output.contains("0.9"), "\(cells[6].output)")
            #expect(cells[7].output.contains("3 quantiles of the value: make the last layer dense(3)"), "\(cells[7].output)")
            #expect(cells[8].output.contains("greater than the one before"), "\(cells[8].output)")
            #expect(cells[9].output.contains("quantiles are for values"), "\(cells[9].output)")
            #expect(cells[10].output.hasSuffix(cells[11].output) && !cells[11].output.isEmpty, "\(cells[10].output) \(cells[11].output)")
        }
    }

    @Test func seriesGoOnInPicturesNumbersAndTables() throws {
        try withTemporaryFolder { folder in
            let (file, table) = (folder.appending(path: "airline.csv").path, folder.appending(path: "out.csv").path)
            try Self.writeAirline(to: file)
            let cells = runCells([
                "d = csv(\"\(file)\").windows(length: 24, horizon: 12, relative: true).split(0.7, 0.15, 0.15).standardize",
                "run = train(gru(4) | last | dense(36), d, epochs: 2, batch: 16, loss: quantiles(0.1, 0.5, 0.9))",
                "forecast(run, 18, to: \"\(table)\")", "f = forecast(run, d.test, 12, back: 12)",
                "[f.mae, f.values[0], f.low[0], f.high[0], f.truth[11]]",
                "f[0].values.max", "residuals(run)", "scatter(run, d.validation)", "residuals(run).values.mean",
                "forecast(run, 12, steps: 3)",
                "forecast(run, back: 3)",
            ])
            #expect(cells[..<9].allSatisfy { $0.status == .done }, "\(cells)")
            let lines = cells[2].output.split(separator: "\n").map(String.init)
            #expect(lines[0].contains("18 steps after step 144"), "\(lines[0])")
            #expect(
                lines[1].contains("# true") && lines[1].contains("o one step ahead") && lines[1].contains("* free-running"), "\(lines[1])")
            #expect(lines[1].contains("0.1 to 0.9") && lines.last?.contains("162") == true, "\(cells[2].output)")
            let rows = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
            #expect(rows.count == 19 && rows[0] == "series,step,forecast 0.1,forecast 0.5,forecast 0.9", "\(rows)")
            #expect(cells[3].output.contains("mean absolute error"), "\(cells[3].output)")
            #expect(cells[4].output.split(separator: ",").count == 5, "\(cells[4].output)")
            #expect(cells[6].output.contains("true less said") && cells[7].output.contains("said up"))
            #expect(cells[9].output.contains("Give the number of steps once") && cells[10].output.contains("Give the number of steps once"))
        }
    }

    @Test func whatIsNoSeriesDoesNotGoOn() {
        let cells = runCells([
            "d = strokes(train: 20, test: 5)", "run = train(gru(2) | last | dense(10), d, epochs: 1)", "forecast(run, 3)", "residuals(run)",
            "evaluate(run, season: 12)",
        ])
        #expect(cells[2].output.contains("is not a series to continue"), "\(cells[2].output)")
        #expect(cells[3].output.contains("classes to predict"), "\(cells[3].output)")
        #expect(cells[4].output.contains("`season` is for series"), "\(cells[4].output)")
    }
}
