import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Series in practice, from a table to a forecast.
@Suite struct SeriesMembersTests {
    @Test func aTableIsForecast() throws {
        try withTemporaryFolder { folder in
            var rows = ""
            for day in 0..<112 {
                let date = day % 28 + 1 < 10 ? "0\(day % 28 + 1)" : "\(day % 28 + 1)"
                let price = day % 7 == 0 ? "" : "\(day % 7 * 10)"
                rows += "2024-0\(1 + day / 28)-\(date),\(price),\(day % 5 == 0 ? 1 : 0)\n"
            }
            let path = folder.appending(path: "sales.csv").path
            try Data(("day,price,holiday\n" + rows).utf8).write(
                to: URL(filePath: path))
            let results = runCells([
                "data = csv(\"\(path)\", time: \"day\", target: [\"price\"], known: \"holiday\", calendar: [\"weekday\"], missing: mask)",
                "parts = data.windows(length: 14, horizon: 3).split(0.6, 0.2, 0.2).standardize",
                "run = train(lstm(6) | last | dense(3), parts.augment(noise: 0.05), epochs: 2, keep_best: true, patience: 2)",
                "evaluate(run, parts.test)", "predict(run, parts.test[0])", "save(run, \"\(folder.path)/w.safetensors\")",
                "again = load(lstm(6) | last | dense(3), \"\(folder.path)/w.safetensors\", parts)", "evaluate(again, parts.test)",
                "parts.augment(shift: 1)",
            ])
            #expect(results.dropLast().allSatisfy { $0.status == .done }, "\(results.map(\.output))")
            #expect(
                results[0].output.contains("price: to predict, in the next row") && results[0].output.contains("holiday: known a row ahead")
            )
            #expect(results[0].output.contains("day: time, from which the calendar is read"))
            #expect(!results[4].output.contains("nan"), "\(results[4].output)")
            #expect(results[7].output == results[3].output)
            #expect(results[8].output.contains("Leave out shift"))
        }
    }

    @Test func targetsByWordAreAsTheyWere() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.csv").path
            try Data("id,x,y\n1,0.5,1\n1,0.25,1\n2,1,2\n2,1,2\n".utf8).write(to: URL(filePath: path))
            #expect(output(of: "csv(\"\(path)\", label: \"y\", target: values)").contains("1 value per sequence"))
            #expect(output(of: "csv(\"\(path)\", label: \"y\", target: classes)").contains("2 classes per sequence"))
            #expect(output(of: "csv(\"\(path)\", label: \"y\", target: [\"x\"])").contains("There is a label"))
        }
    }
}
