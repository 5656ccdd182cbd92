import Testing

@testable import Datasets

/// The built-in tasks: sequences match their targets, and guessing gives the described results.
struct TaskTests {
    private func train(_ pair: DataPair) throws -> SequenceDataset { try #require(pair.train) }

    @Test func addingAsksForTheMarkedNumbers() throws {
        let dataset = try train(AddingProblem.generate(train: 2000, test: 0, lengths: 2...9, seed: 1))
        guard case .sequenceValues(let sums, 1) = dataset.storage.targets else { return #expect(Bool(false)) }
        let values = try dataset.featureValues
        for index in 0..<dataset.count {
            let steps = Array(dataset.steps(index))
            let marked = steps.filter { values[2 * $0 + 1] == 1 }
            #expect(marked.count == 2 && (2...9).contains(steps.count))
            #expect(marked[0] < steps[0] + steps.count / 2 && marked[1] >= steps[0] + steps.count / 2)
            #expect(abs(values[2 * marked[0]] + values[2 * marked[1]] - sums[index]) < 1e-6)
        }
        let squares = sums.reduce(0) { $0 + ($1 - 1) * ($1 - 1) } / Float(sums.count)
        #expect(abs(squares - 1.0 / 6) < 0.01, "what a guesser gets")
        #expect(Set((0..<dataset.count).map(dataset.length)) == Set(2...9))
    }

    @Test func copyRepeatsItsLetters() throws {
        let dataset = try train(CopyMemory.generate(train: 30, test: 0, length: 3, delay: 4, seed: 1))
        let ids = try dataset.symbolIDs
        let labels = try dataset.labels
        for index in 0..<dataset.count {
            let steps = dataset.steps(index)
            let (input, target) = (Array(ids[steps]), Array(labels[steps]))
            #expect(input.count == 10 && input[3...] == [8, 8, 8, 9, 8, 8, 8])
            #expect(target[..<7] == [8, 8, 8, 8, 8, 8, 8] && Array(target[7...]) == Array(input[..<3]))
        }
        #expect(try dataset.vocabulary.joined() == "abcdefgh->" && dataset.classNames.joined() == "abcdefgh-")
        #expect(abs(5.0 / 20 * 7 / 8 - 0.21875) < 1e-12 && CopyMemory.description.guesser.hasPrefix("21.9 %"))
    }

    @Test func orderIsThatOfTheTwoLetters() throws {
        let dataset = try train(TemporalOrder.generate(train: 300, test: 0, lengths: 100...110, seed: 1))
        let vocabulary = try dataset.vocabulary
        let ids = try dataset.symbolIDs
        for index in 0..<dataset.count {
            let letters = ids[dataset.steps(index)].map { vocabulary[Int($0)] }
            let places = letters.indices.filter { letters[$0] == "X" || letters[$0] == "Y" }
            #expect(places.count == 2 && (10...22).contains(places[0]) && (50...66).contains(places[1]))
            #expect(places.map { letters[$0] }.joined() == dataset.classNames[Int(try dataset.labels[index])])
            #expect(letters.first == "E" && letters.last == "B")
        }
        #expect(dataset.classCounts.allSatisfy { $0 > 40 })
        #expect(try TemporalOrder.generate(train: 50, test: 0, lengths: 10...10).train?.length(0) == 10)
    }

    @Test func reberStringsAreLegalAndEndAsTheyBegin() throws {
        let dataset = try train(ReberGrammar.generate(train: 500, test: 0, seed: 1))
        let ids = try dataset.symbolIDs
        for index in 0..<dataset.count {
            let string = Array(ids[dataset.steps(index)])
            #expect(string.count >= 9 && string[1] == string[string.count - 2])
            var walk = ReberGrammar.Walk()
            for symbol in string {
                #expect(walk.successors.contains(symbol))
                walk.advance(symbol)
            }
            #expect(walk.successors.isEmpty)
        }
        // The inner string B T S X S E between B P and P E.
        var walk = ReberGrammar.Walk()
        let string: [Int32] = [0, 2, 0, 1, 3, 4, 3, 6]
        for symbol in string { walk.advance(symbol) }
        #expect(walk.successors == [2])
    }

    /// The losses in the task's description, from the frequencies of pairs of symbols and from the grammar.
    @Test func reberGuessersGetWhatIsSaid() throws {
        let dataset = try train(ReberGrammar.generate(train: 20_000, test: 0, seed: 2))
        let ids = try dataset.symbolIDs
        var pairs = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 7)
        var choices = 0.0
        var count = 0.0
        for index in 0..<dataset.count {
            let string = Array(ids[dataset.steps(index)])
            var walk = ReberGrammar.Walk()
            walk.advance(string[0])
            for (symbol, next) in zip(string, string.dropFirst()) {
                pairs[Int(symbol)][Int(next)] += 1
                choices += walk.successors.count == 2 ? 1 : 0
                walk.advance(next)
                count += 1
            }
        }
        var guesser = 0.0
        for row in pairs {
            let all = row.reduce(0, +)
            for pair in row where pair > 0 { guesser -= pair * naturalLogarithm(pair / all) / count }
        }
        let grammar = choices * 0.6931471805599453 / count
        #expect(abs(guesser - 1.272) < 0.005, "\(guesser)")
        #expect(abs(grammar - 0.441) < 0.005, "\(grammar)")
    }

    @Test func sinesFollowFromTheirPast() throws {
        let dataset = try train(SineMixture.generate(train: 3000, test: 0, length: 20, waves: 2, seed: 1))
        guard case .stepValues(let targets, 1) = dataset.storage.targets else { return #expect(Bool(false)) }
        let inputs = try dataset.featureValues
        #expect(inputs[1...19] == targets[0...18], "the next value")
        let square = inputs.reduce(0) { $0 + Double($1 * $1) } / Double(inputs.count)
        let product = zip(inputs, targets).reduce(0) { $0 + Double($1.0 * $1.1) } / Double(inputs.count)
        #expect(abs(square - 1) < 0.03)
        #expect(abs(1 - product * product - 0.54) < 0.03, "what a guesser gets")
    }

    @Test func wordsAreGuessedAsSaid() throws {
        let counts = try train(Words.generate(train: 1000, test: 0)).classCounts
        let guesser = 1 - Double(counts.max() ?? 0) / Double(counts.reduce(0, +))
        #expect(abs(guesser - 0.875) < 0.01, "\(guesser)")
    }

    @Test func seasonsAreGuessedAsSaid() throws {
        let data = try train(SeasonalSeries.generate(train: 300, test: 0))
        #expect(data.count == 300 && data.length(7) == 143)
        let inputs = try data.featureValues
        var sums = [1: 0.0, 12: 0.0]
        for series in 0..<300 {
            let values = inputs[data.steps(series)]
            for step in values.indices.dropFirst(12) {
                for back in [1, 12] { sums[back, default: 0] += Double(abs(values[step] - values[step - back]) / values[step]) }
            }
        }
        for sum in sums.values { #expect(abs(sum / Double(300 * 131) - 0.075) < 0.01, "\(sums)") }
    }

    @Test func allTasksAreDescribed() {
        #expect(TaskDescription.all.map(\.name) == ["strokes", "words", "adding", "copy", "order", "reber", "sines", "seasons"])
    }

    @Test func examplesDependOnSeedAndNumberAlone() throws {
        func inputs(_ dataset: SequenceDataset?) throws -> [Float] {
            let dataset = try #require(dataset)
            switch dataset.storage.inputs {
            case .features(let values, _): return Array(values[..<(dataset.length(0) * dataset.features)])
            case .symbols(let ids, _): return ids[dataset.steps(0)].map(Float.init)
            }
        }
        let generators: [(Int, UInt64) throws -> DataPair] = [
            { try AddingProblem.generate(train: $0, test: 1, seed: $1) }, { try CopyMemory.generate(train: $0, test: 1, seed: $1) },
            { try TemporalOrder.generate(train: $0, test: 1, seed: $1) }, { try ReberGrammar.generate(train: $0, test: 1, seed: $1) },
            { try SineMixture.generate(train: $0, test: 1, seed: $1) }, { try SeasonalSeries.generate(train: $0, test: 1, seed: $1) },
        ]
        for generate in generators {
            let pair = try generate(1, 3)
            #expect(try inputs(pair.train) == inputs(generate(9, 3).train))
            #expect(try inputs(pair.train) != inputs(generate(1, 4).train))
            #expect(try inputs(pair.train) != inputs(pair.test))
        }
    }

    /// The same bits on every machine, in debug and release builds.
    @Test func bitsAreFixed() throws {
        let sines = try digest(train(SineMixture.generate(train: 20, test: 0, seed: 5)).featureValues)
        #expect(sines == 13_172_915_730_807_775_753)
        let adding = try digest(train(AddingProblem.generate(train: 20, test: 0, seed: 5)).featureValues)
        #expect(adding == 17_863_088_134_861_676_278)
    }

    @Test func impossibleSizesAreRefused() {
        let attempts: [() throws -> DataPair] = [
            { try AddingProblem.generate(lengths: 1...5) }, { try AddingProblem.generate(lengths: 5...Int.max) },
            { try AddingProblem.generate(train: .max) }, { try AddingProblem.generate(train: -1) },
            { try CopyMemory.generate(length: 0) }, { try CopyMemory.generate(delay: 0) },
            { try CopyMemory.generate(length: .max, delay: .max) },
            { try TemporalOrder.generate(lengths: 9...20) }, { try TemporalOrder.generate(lengths: -5...20) },
            { try ReberGrammar.generate(train: 0, test: 0) }, { try SineMixture.generate(length: 0) },
            { try SineMixture.generate(waves: 101) }, { try SeasonalSeries.generate(length: 1) },
            { try SeasonalSeries.generate(train: -1) },
        ]
        for (index, attempt) in attempts.enumerated() { #expect(throws: DataError.self, "\(index)") { try attempt() } }
    }
}

/// By the series of artanh, after scaling by powers of two into 1...2.
private func naturalLogarithm(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x > 1.5 { (x, sum) = (x / 2, sum + 0.6931471805599453) }
    while x < 0.75 { (x, sum) = (x * 2, sum - 0.6931471805599453) }
    let t = (x - 1) / (x + 1)
    return sum
        + stride(from: 1.0, to: 40, by: 2).reduce(0) { total, k in
            total + 2 * (0..<Int(k)).reduce(1.0) { power, _ in power * t } / k
        }
}
