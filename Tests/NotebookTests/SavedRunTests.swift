import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Runs in files, and runs applied to other data.
@Suite struct SavedRunTests {
    private static let digits = "d = strokes(train: 200, test: 30)\nnet = gru(8) | dropout(0.1) | last | dense(10)"
    private static let run = "run = train(net, d, epochs: 2, batch: 20, optimizer: adam(0.01), keep_best: true)"

    private func steps(_ count: Int, labelled: Bool) -> String {
        (labelled ? "id,b,a,kind\n" : "id,a,b\n")
            + (0..<count).flatMap { id in
                (0..<4).map { step in
                    let (a, b) = (Double((id * 7 + step * 3) % 11) * 100, Double((id * 5 + step * 3) % 7) / 8)
                    return labelled ? "\(id),\(b),\(a),\(id % 3 == 0 ? "\"up, and on\"" : "down")\n" : "\(id),\(a),\(b)\n"
                }
            }.joined()
    }

    @Test func aWholeRunIsLoadedByItsFileAlone() throws {
        try withTemporaryFolder { folder in
            for format in ["unroll", "pytorch", "keras"] {
                let file = folder.appending(path: "\(format).safetensors").path
                let cells = runCells([
                    Self.digits, Self.run, "save(run, \"\(file)\", format: \(format))", "again = load(\"\(file)\")",
                    "evaluate(run, d).loss", "evaluate(again, d).loss", "evaluate(again)", "train(again)", "again.network",
                    "more = train(run, d, epochs: 1)\nmore.loss", "more = train(again, d, epochs: 1)\nmore.loss",
                    "with = load(\"\(file)\", data: d)\nevaluate(with).loss",
                ])
                #expect(cells[4].output == cells[5].output && !cells[4].output.isEmpty, "\(cells)")
                #expect(cells[6].output.contains("again was loaded without data"), "\(cells[6].output)")
                #expect(cells[7].output.contains("`data` is missing"), "\(cells[7].output)")
                #expect(cells[8].output.contains("gru(8)"))
                #expect(cells[9].status == .done && cells[10].status == .done, "\(cells[10].output)")
                #expect(cells[11].output == cells[4].output)
                if format == "unroll" {
                    // It continues with the optimizer state and the same dropout.
                    #expect(cells[9].output.split(separator: "\n").last == cells[10].output.split(separator: "\n").last)
                } else {
                    #expect(cells[10].output.hasPrefix("begins with the weights of again"))
                }
            }
        }
    }

    @Test func weightsAloneSayNoNetwork() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "w.safetensors")
            // A single tensor, as written by another program.
            let header = Array(#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#.utf8)
            try Data([UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header + [0, 0, 0, 0]).write(to: file)
            let cells = runCells(["load(\"\(file.path)\")", "load(gru(4) | last | dense(2), \"\(file.path)\")"])
            #expect(cells[0].output.contains("has only weights: give the network"), "\(cells[0].output)")
            #expect(cells[1].output.contains("`data` is missing"), "\(cells[1].output)")
        }
    }

    /// A table of predictions does not depend on whether the data has its classes, nor on the order of its columns; a
    /// stream gives the same.
    @Test func predictsWhatHasNoTargets() throws {
        try withTemporaryFolder { folder in
            let paths = ["labelled.csv", "bare.csv", "run.safetensors", "a.csv", "b.csv", "c.csv"].map { folder.appending(path: $0).path }
            try steps(9, labelled: true).write(toFile: paths[0], atomically: true, encoding: .utf8)
            try steps(9, labelled: false).write(toFile: paths[1], atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(paths[0])\", label: \"kind\").standardize", "run = train(gru(4) | last | dense(2), d, epochs: 2, batch: 3)",
                "save(run, \"\(paths[2])\")", "predict(run, d, to: \"\(paths[3])\")", "predict(run, \"\(paths[1])\", to: \"\(paths[4])\")",
                "predict(run, d)", "predict(run, d.train[0])",
            ])
            #expect(cells[3].output == "wrote 9 rows to \(paths[3])", "\(cells)")
            #expect(cells[4].output == "wrote 9 rows to \(paths[4])", "\(cells[4].output)")
            #expect(cells[5].output.contains("Name the file for the predictions of all sequences"))
            #expect(cells[6].status == .done)
            let table = try String(contentsOfFile: paths[3], encoding: .utf8)
            let lines = table.split(separator: "\n")
            #expect(lines[0] == "sequence,prediction,down,\"up, and on\"", "\(table)")
            #expect(lines.count == 10 && lines[1].hasPrefix("0,"))
            #expect(try String(contentsOfFile: paths[4], encoding: .utf8) == table)

            let saved = try SavedRun(paths[2])
            var text = ""
            try saved.predict(paths[1]) { text += String(decoding: $0, as: UTF8.self) }
            #expect(text == table)
            try saved.predict(paths[0], to: paths[5])
            #expect(try String(contentsOfFile: paths[5], encoding: .utf8) == table)

            let stream = try saved.stream()
            #expect(stream.header == "step,prediction,down,\"up, and on\"\n")
            var last = ""
            // The columns in the order in which the run learned them: b, a.
            for line in steps(2, labelled: true).split(separator: "\n").dropFirst(5) {
                last = try stream.read(line.split(separator: ",")[1...2].joined(separator: " "))
            }
            #expect(last.drop { $0 != "," } == (lines[2] + "\n").drop { $0 != "," })
            #expect(last.hasPrefix("4,"))
            #expect(try stream.read("") == "")
            #expect(throws: RunError.self) { try stream.read("1") }
            #expect(throws: RunError.self) { try stream.read("1,x") }
            #expect(try stream.read("1;2").hasPrefix("1,"))
        }
    }

    @Test func valuesAreInTheirOwnUnits() throws {
        try withTemporaryFolder { folder in
            let (file, out) = (folder.appending(path: "a.csv").path, folder.appending(path: "out.csv").path)
            try ("passengers\n" + (0..<40).map { "\(1000 + 100 * (($0 * 7) % 5))\n" }.joined())
                .write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\").standardize", "run = train(lstm(4) | dense(1), d, epochs: 3, batch: 1)",
                "predict(run, d, to: \"\(out)\")", "predict(run, \"\(file)\", to: \"\(out)2\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "sequence,step,prediction" && lines.count == 40)
            #expect(lines.dropFirst().allSatisfy { 900...1600 ~= Double($0.split(separator: ",")[2]) ?? 0 })
            // Steps without a next step are read as well.
            let more = try String(contentsOfFile: out + "2", encoding: .utf8).split(separator: "\n")
            #expect(more.count == 41 && more.prefix(40) == lines[...])
        }
    }

    @Test func textIsReadSymbolBySymbol() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.txt").path, folder.appending(path: "run.safetensors").path)
            try String(repeating: "abcd", count: 20).write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "run = train(lstm(4) | dense(4), text(\"\(file)\"), epochs: 1, batch: 1, steps: 8)", "save(run, \"\(saved)\")",
                "again = load(\"\(saved)\")\nsample(again, \"ab\", length: 5)", "sample(run, \"ab\", length: 5)",
            ])
            #expect(cells[2].output.hasSuffix(cells[3].output) && cells[3].status == .done, "\(cells)")
            var table = ""
            try SavedRun(saved).predict(file) { table += String(decoding: $0, as: UTF8.self) }
            let stream = try SavedRun(saved).stream()
            let rows = try stream.read("abcdabcd").split(separator: "\n")
            let expected = table.split(separator: "\n").dropFirst().prefix(8).map { $0.drop { $0 != "," }.dropFirst() }
            #expect(rows.elementsEqual(expected))
            #expect(throws: RunError.self) { try stream.read("xyz") }
        }
    }

    /// The properties by which a run reads a table: the column of sequences, mask channels of missing values, and the
    /// base of large numbers. Fields may be empty in a stream, and a first line may name them.
    @Test func aTableIsReadAsTheRunLearnedIt() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.csv").path, folder.appending(path: "run.safetensors").path)
            let rows = (0..<12).flatMap { walk in
                (0..<3).map {
                    "w\(walk),\(walk % 4 == 1 && $0 == 1 ? "" : "\(1_700_000_000 + (walk * 7 + $0 * 3) % 5)"),\(walk * $0 % 5),\(walk % 2)\n"
                }
            }
            try ("walk,level,b,kind\n" + rows.joined()).write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\", label: \"kind\", sequence: \"walk\", missing: mask).standardize",
                "run = train(gru(4) | last | dense(2), d, epochs: 1, batch: 3)", "save(run, \"\(saved)\")",
                "predict(run, d, to: \"\(file).1\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let table = try String(contentsOfFile: file + ".1", encoding: .utf8)
            var text = ""
            try SavedRun(saved).predict(file) { text += String(decoding: $0, as: UTF8.self) }
            #expect(text == table)
            let lines = table.split(separator: "\n")
            #expect(lines[2].hasPrefix("w1,"))

            let stream = try SavedRun(saved).stream()
            #expect(try stream.read("b,extra,level\n") == "")
            var last = ""
            for row in rows[3..<6] {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                last = try stream.read("\(fields[2]),x,\(fields[1])\n")
            }
            #expect(last.dropFirst(2) == (lines[2] + "\n").dropFirst(3))

            let other = folder.appending(path: "b.csv").path
            try "level,c\n1,2\n".write(toFile: other, atomically: true, encoding: .utf8)
            #expect { try SavedRun(saved).predict(other) { _ in } } throws: { error in
                (error as? RunError)?.sentence == "b lacks the columns b, walk; the run reads level, b, walk."
            }
        }
    }

    /// Sequences without classes keep their last step, although the next step would be predicted in them.
    @Test func aSeriesWithoutClassesIsReadToItsEnd() throws {
        try withTemporaryFolder { folder in
            let (file, bare, saved) = (
                folder.appending(path: "a.ts").path, folder.appending(path: "b.ts").path, folder.appending(path: "run.safetensors").path
            )
            let series = (0..<6).map { index in (0..<5).map { "\(index * $0 % 7)" }.joined(separator: ",") }
            let head = "@problemName a\n@timeStamps false\n@univariate true\n"
            try (head + "@classLabel true x y\n@data\n" + series.enumerated().map { $1 + ($0 % 2 == 0 ? ":x" : ":y") + "\n" }.joined())
                .write(toFile: file, atomically: true, encoding: .utf8)
            try (head + "@classLabel false\n@data\n" + series.map { $0 + "\n" }.joined())
                .write(toFile: bare, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = ts(\"\(file)\").standardize", "run = train(gru(4) | last | dense(2), d, epochs: 1, batch: 3)",
                "save(run, \"\(saved)\")",
                "predict(run, d, to: \"\(file).1\")", "predict(run, ts(\"\(bare)\"), to: \"\(file).2\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let table = try String(contentsOfFile: file + ".1", encoding: .utf8)
            #expect(try String(contentsOfFile: file + ".2", encoding: .utf8) == table)
            var text = ""
            try SavedRun(saved).predict(bare) { text += String(decoding: $0, as: UTF8.self) }
            #expect(text == table)
        }
    }

    /// A run is applied to a folder with a folder for each class like to a file.
    @Test func aFolderIsAppliedTo() throws {
        try withTemporaryFolder { folder in
            let (texts, saved) = (folder.appending(path: "texts"), folder.appending(path: "run.safetensors").path)
            for (kind, words) in [("good", "fine nice fine"), ("bad", "poor sad")] {
                try FileManager.default.createDirectory(at: texts.appending(path: kind), withIntermediateDirectories: true)
                for number in 0..<3 {
                    try words.write(to: texts.appending(path: "\(kind)/\(number).txt"), atomically: true, encoding: .utf8)
                }
            }
            let cells = runCells([
                "d = documents(\"\(texts.path)\")", "run = train(embedding(4) | gru(4) | last | dense(2), d, epochs: 1, batch: 2)",
                "save(run, \"\(saved)\")", "predict(run, d, to: \"\(saved).csv\")",
                "predict(run, \"\(texts.path)\", to: \"\(saved).2.csv\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            var text = ""
            try SavedRun(saved).predict(texts.path) { text += String(decoding: $0, as: UTF8.self) }
            let lines = text.split(separator: "\n")
            #expect(lines.count == 7 && lines[1].hasPrefix("bad/0.txt,"), "\(text)")
            #expect(try String(contentsOfFile: saved + ".csv", encoding: .utf8) == text)
            #expect(try String(contentsOfFile: saved + ".2.csv", encoding: .utf8) == text)
        }
    }

    /// Values relative to the last step of each window are given at their level; if windows are cut differently, it is
    /// an error.
    @Test func windowsKeepTheirLevels() throws {
        try withTemporaryFolder { folder in
            let (file, out) = (folder.appending(path: "a.csv").path, folder.appending(path: "out.csv").path)
            try ("value\n" + (0..<60).map { "\(1000 + 50 * $0 + ($0 * 7) % 5)\n" }.joined())
                .write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\")", "w = d.standardize.windows(length: 6, horizon: 2, relative: true)",
                "run = train(gru(4) | last | dense(2), w, epochs: 1, batch: 8)", "predict(run, w, to: \"\(out)\")",
                "predict(run, d, to: \"\(out)\")", "save(run, \"\(file).safetensors\")",
            ])
            #expect(cells[3].status == .done && cells[4].output.contains("are not cut alike"), "\(cells)")
            let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
            #expect(lines[0] == "sequence,value +1,value +2")
            let first = lines[1].split(separator: ",").compactMap { Double($0) }
            #expect(first.count == 3 && abs(first[1] - 1250) < 600, "\(lines[1])")
            #expect(throws: RunError.self) { try SavedRun(file + ".safetensors").stream() }
            #expect(throws: RunError.self) { try SavedRun(file + ".safetensors").predict(file) { _ in } }
        }
    }

    /// The lines of a text end with symbols of their own, if the training text had such symbols.
    @Test func linesOfATextAreSteps() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.txt").path, folder.appending(path: "run.safetensors").path)
            let text = String(repeating: "ab\n\ncd\n", count: 12)
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "run = train(lstm(4) | dense(5), text(\"\(file)\"), epochs: 1, batch: 1, steps: 8)", "save(run, \"\(saved)\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            var table = ""
            try SavedRun(saved).predict(file) { table += String(decoding: $0, as: UTF8.self) }
            let stream = try SavedRun(saved).stream()
            var said = stream.header
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { said += try stream.read(line + "\n") }
            // The columns after the places, of which there is one here and two there.
            let expected = table.replacing(/^sequence,/.anchorsMatchLineEndings(), with: "").replacing(
                /^0,/.anchorsMatchLineEndings(), with: "")
            #expect(said == expected)
        }
    }

    /// Series are named by their column, which also divides a file into them; a series of one step cannot be trained
    /// on, but is predicted.
    @Test func seriesKeepTheirNames() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.csv").path, folder.appending(path: "run.safetensors").path)
            let rows = (0..<3).flatMap { shop in (0..<(shop == 1 ? 1 : 5)).map { "shop \(shop),\(($0 * 7 + shop) % 5)\n" } }
            try ("shop,sales\n" + rows.joined()).write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\", sequence: \"shop\")", "run = train(lstm(4) | dense(1), d, epochs: 1, batch: 1)",
                "save(run, \"\(saved)\")",
                "predict(run, d, to: \"\(file).1\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let lines = try String(contentsOfFile: file + ".1", encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 9 && lines[1].hasPrefix("shop 0,1,") && lines[5].hasPrefix("shop 2,1,"), "\(lines)")
            var text = ""
            try SavedRun(saved).predict(file) { text += String(decoding: $0, as: UTF8.self) }
            let all = text.split(separator: "\n")
            #expect(all.count == 12 && all[1...4] == lines[1...4] && all[6].hasPrefix("shop 1,1,") && all[7...10] == lines[5...8], "\(all)")
        }
    }
}
