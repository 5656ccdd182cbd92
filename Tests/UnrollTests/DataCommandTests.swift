import Foundation
import TestSupport
import Testing

/// `unroll data`, through pipes.
extension CommandTests {
    @Test func dataListsTheTasks() throws {
        let result = try unroll("data")
        #expect(result.code == 0 && result.error.isEmpty)
        for name in ["strokes", "words", "adding", "copy", "order", "reber", "sines"] {
            #expect(result.output.contains("\n\(name) ") || result.output.hasPrefix("\(name) "), "\(name)")
        }
        #expect(result.output.contains("Guessing: squared error 0.167"))
    }

    @Test func dataShowsATask() throws {
        let result = try unroll("data", "order", "--examples", "1")
        #expect(result.output.contains("data = order()\n") && result.output.contains("order[0]: ") && !result.output.contains("order[1]"))
    }

    @Test func dataSaysWhatAFileHolds() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "steps.csv").path
            try "id,x,kind\n1,0,up\n1,5,up\n2,?,down\n2,3,down\n2,3,down\n".write(toFile: path, atomically: true, encoding: .utf8)
            let result = try unroll("data", path, "--examples", "1")
            #expect(result.error.isEmpty && result.code == 0)
            #expect(
                result.output == """
                    \(path): a table, comma-separated
                    a row is a time step; sequences by id; to predict: kind; the first row names the columns
                    id: tells sequences apart, since its name says so
                    kind: to predict, classes, since it is the only column with words
                    x: a feature
                    values are missing; each is replaced by the last one before it
                    data = csv("\(path)", missing: carry)

                    steps  sequences   steps  inputs     targets
                    all            2  2 to 3  1 feature  2 classes per sequence

                    steps    2 ██ 3, median 3, 5 in all
                    classes  down 1  up 1

                    steps[0]: 2 steps, true class up
                    1   █

                    """)
        }
    }

    @Test func dataRefusesBadFiles() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "bad.csv").path
            try "id,x,label\n1,1,a\n1,oops,a\n".write(toFile: path, atomically: true, encoding: .utf8)
            let bad = Result(output: "", error: "unroll: \(path):3:3: Expected a number, found \"oops\".\n", code: 1)
            #expect(try unroll("data", path) == bad)
        }
        let missing = try unroll("data", "/no/such/file")
        #expect(missing.code == 1 && missing.error.hasPrefix("unroll: /no/such/file: There is no such file."))
        #expect(try unroll("data", "--examples=-1").code == 64)
    }
}
