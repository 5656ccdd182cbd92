import Testing

@testable import Recurrent

@Suite struct SymbolSamplerTests {
    @Test func writesWhatItHasLearned() throws {
        var plan = TinyTasks.plan
        plan.epochs = 30
        plan.batchSize = 4
        plan.bpttSteps = 20
        let run = try TrainingRun(network: TinyTasks.languageModel, train: TinyTasks.text(), test: nil, plan: plan)
        run.watch(example: 0)
        run.start()
        run.wait()
        #expect(run.snapshot.sample.count == LiveSample.length)

        func draw(_ prompt: [Int32], temperature: Float, seed: UInt64 = 0, count: Int = 12) throws -> [Int32] {
            let sampler = try SymbolSampler(run.model, prompt: prompt, temperature: temperature, seed: seed)
            return (0..<count).map { _ in sampler.next() }
        }
        let careful = try draw([3, 4, 0], temperature: 0, count: 100)
        #expect(careful.first == 1)
        for (symbol, next) in zip(careful, careful.dropFirst()) { #expect(next == (symbol + 1) % 5 || (symbol == 2 && next == 2)) }
        // After c, a second c follows in one of three rounds.
        let long = try draw([0, 1], temperature: 1, count: 600)
        let doubled = zip(long, long.dropFirst()).count { $0 == 2 && $1 == 2 }
        #expect(20...60 ~= doubled)
        #expect(try draw([0, 1], temperature: 1, count: 600) == long)
        #expect(try draw([0, 1], temperature: 1, seed: 1, count: 600) != long)
        // A long prompt is read in pieces, with the same result as symbol by symbol.
        let prompt = Array(long.prefix(400))
        #expect(try draw(prompt, temperature: 1, seed: 4) == draw(prompt, temperature: 1, seed: 4))
        #expect(try draw([], temperature: 1).count == 12)
    }

    @Test func refusesWhatIsNoLanguageModel() throws {
        let classifier = try Model.initial(network: TinyTasks.classifier, inputWidth: 2, seed: 0)
        #expect(throws: NetworkError.self) { try SymbolSampler(classifier) }
        let model = try Model.initial(network: TinyTasks.languageModel, inputWidth: 5, seed: 0)
        #expect(throws: NetworkError.self) { try SymbolSampler(model, prompt: [5]) }
        #expect(throws: NetworkError.self) { try SymbolSampler(model, prompt: [-1]) }
        #expect(throws: NetworkError.self) { try SymbolSampler(model, temperature: .nan) }
        #expect(throws: NetworkError.self) { try SymbolSampler(model, temperature: -1) }
    }
}
