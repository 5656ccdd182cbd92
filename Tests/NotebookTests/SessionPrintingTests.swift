import Datasets
import Recurrent
import Testing
import TextFormatting

@testable import Notebook

@Suite struct SessionPrintingTests {
    @Test func figures() {
        #expect(Figures.grouped(0) == "0")
        #expect(Figures.grouped(999) == "999")
        #expect(Figures.grouped(-1_234_567) == "-1,234,567")
        #expect(Figures.grouped(.min) == "-9,223,372,036,854,775,808")
        #expect(Figures.fixed(1.005, 1) == "1.0")
        #expect(Figures.fixed(-0.04, 1) == "0.0")
        #expect(Figures.fixed(0.06, 1) == "0.1")
        #expect(Figures.fixed(2.5, 0) == "3")
        #expect(Figures.fixed(12.034, 3) == "12.034")
        let losses: [(Double, String)] = [
            (0, "0.0000"), (0.00005, "0.0001"), (0.00004999, "5.0e-5"), (0.00003149, "3.1e-5"), (-2.96e-6, "-3.0e-6"), (9.96e-6, "1.0e-5"),
            (3.7e-12, "4e-12"), (.leastNonzeroMagnitude, "5e-324"), (0.5, "0.5000"), (9999.5, "9,999.500"), (10_641.5776, "10,641.58"),
            (112_698.7, "112,698.7"),
            (9.999e12, "1.00e13"), (.nan, "nan"), (-.infinity, "-inf"),
        ]
        for (loss, text) in losses { #expect(Figures.loss(loss) == text) }
        #expect(Figures.fixed(-112_698.704, 2) == "-112,698.70" && Figures.fixed(999.999, 2) == "1,000.00")
        #expect(Figures.fixed(.nan, 2) == "nan")
        #expect(Figures.fixed(-.infinity, 2) == "-inf")
        #expect(Figures.fixed(1e300, 2) == "1.00e+300")
        #expect(Figures.fixed(-3.7806436e28, 4) == "-3.7806e+28")
        #expect(Figures.percent(0.034) == "3.40 %")
        #expect(Figures.plain(200) == "200")
        #expect(Figures.plain(0.003) == "0.003")
        #expect(Figures.plain(1e300) == "1e+300")
        #expect(Figures.rate(.infinity) == "0/s")
        #expect(Figures.duration(59.6) == "1 min 00 s")
        #expect(Figures.duration(7500) == "2 h 05 min")
        #expect(
            [0, 999, 1000, 99_949, 999_499, 999_500, 2_000_000_000].map(Figures.bytes) == [
                "0 B", "999 B", "1.00 kB", "99.9 kB", "999 kB", "1.00 MB", "2.00 GB",
            ])
        #expect(
            ["500 MB", "2gb", "1.5 kB", "7", "", "x", "1e9", "-1", "9 PB"].map(Figures.bytes(from:)) == [
                500_000_000, 2_000_000_000, 1500, 7, nil, nil, nil, nil, nil,
            ])
    }

    @Test func networkTable() throws {
        let network = Network([
            .recurrent(Recurrence(cell: .rnn(.tanh), units: 200)), .last, .dense(units: 10, activation: .linear),
        ])
        let summary = try network.summary(features: nil)
        #expect(
            OutputBlock.network(summary).plain == """
                layer      output                         parameters
                rnn(200)   [batch, time, 200]  200·features + 40,200
                last       [batch, 200]                            0
                dense(10)  [batch, 10]                         2,010
                total                          200·features + 42,210
                """)
    }

    @Test func epochTable() {
        let evaluation = Evaluation(loss: 1.5, error: 0.3125, count: 1000, confusion: [], classes: 0)
        var table = EpochTable(rows: [
            EpochResult(epoch: 1, step: 100, trainLoss: 2.30259, test: evaluation, sequencesPerSecond: 3640.4),
            EpochResult(epoch: 10, step: 1000, trainLoss: 0.1, test: evaluation, sequencesPerSecond: 12_345),
        ])
        table.remark = "stopped at step 1,000"
        #expect(
            table.plain == """
                epoch  train loss  test loss  test error  sequences/s
                    1      2.3026     1.5000     31.25 %      3,640/s
                   10      0.1000     1.5000     31.25 %     12,345/s
                stopped at step 1,000
                """)
        let untested = EpochTable(rows: [EpochResult(epoch: 1, step: 1, trainLoss: 2, test: nil, sequencesPerSecond: 5)])
        #expect(untested.plain == "epoch  train loss  sequences/s\n    1      2.0000          5/s")
        var text = EpochResult(epoch: 1, step: 1, trainLoss: 2, test: nil, sequencesPerSecond: 5)
        text.symbolsPerSecond = 250
        #expect(EpochTable(rows: [text]).plain == "epoch  train loss    symbols/s\n    1      2.0000        250/s")
    }

    @Test func confusionMatrix() {
        let report = EvaluationReport(
            dataset: "toy test",
            evaluation: Evaluation(loss: 0.25, error: 0.25, count: 8, confusion: [3, 1, 1, 3], classes: 2),
            classNames: ["no", "yes\u{1B}"], task: .classification(classes: 2))
        #expect(
            report.plain == """
                toy test: 8 sequences
                loss     0.2500
                error    25.00 % (2 wrong)
                mean F1  0.7500

                true \\ predicted  no  yes␛   error     F1
                no                 3     1  25.0 %  0.750
                yes␛               1     3  25.0 %  0.750
                """)
    }

    @Test func examplesAndPredictions() throws {
        let data = SequenceDataset(
            name: "toy", presentation: .imageRows,
            inputs: .features(values: [0, 1, 0, 1, 0.5, 0, 0.5, 0], width: 2),
            targets: .sequenceClasses(labels: [1], names: ["a", "b"]), offsets: [0, 4])
        let example = try #require(SequenceExample(dataset: data, index: 0))
        #expect(example.plain == "toy[0]: 4 steps, true class b\n █\n▒ ")
        let stepwisePrediction = StepwisePrediction(
            example: 0, outputs: [0.5, 0.5, 0.75, 0.25, 0.25, 0.75, 0, 1], steps: 4, width: 2, trainingStep: 0)
        let prediction = Prediction(example: example, stepwisePrediction: stepwisePrediction, task: .classification(classes: 2))
        #expect(
            prediction.plain == """
                toy[0]: 4 steps, true class b
                 █
                ▒\u{20}

                step  1  4
                   a │▒▓░ │
                   b │▒░▓█│ true

                b  100.00 %  true
                a    0.00 %
                """)
        #expect(SequenceExample(dataset: data, index: 1) == nil)
    }

    @Test func overview() {
        let data = SequenceDataset(
            name: "toy", presentation: .channels, inputs: .features(values: [0, 0, 0], width: 1),
            targets: .sequenceClasses(labels: [0, 1], names: ["a", "b"]), offsets: [0, 1, 3])
        let overview = DatasetOverview(data, name: "toy train")
        #expect(overview.classCounts == [1, 1])
        #expect(
            OutputBlock.data(title: "data", [overview]).plain == """
                data       sequences   steps  inputs     targets
                toy train          2  1 to 2  1 feature  2 classes per sequence
                """)
    }

    @Test func widths() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("日本") == 4)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect("a\nb\u{1B}[2J".visible == "a␊b␛[2J")
    }
}
