import CellLanguage
import Datasets
import Recurrent

/// `sample`: writes text symbol after symbol, in sight of the user.
enum SampleFunction {
    /// How often what was written is shown.
    private static let pace = Duration.milliseconds(40)

    static let sample: Function = {
        var sample = Function.whenRun(
            "sample", .results, "Makes a run write text, symbol by symbol.",
            parameters: [
                ResultFunctions.run,
                .optional("prompt", .text, .text(""), "The beginning of the text."),
                .optional("length", .whole(1...10_000_000), .number(200), "The number of symbols to write."),
                .optional(
                    "temperature", .number(.nonNegative), .number(1),
                    "1 draws from the probabilities of the network, less is more cautious, and 0 always takes the most probable symbol."),
                .optional("seed", .anyWhole, .number(0), "A different seed gives a different text."),
            ],
            example: """
                poem = text("data/poem.txt")
                run = train(lstm(16) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)
                sample(run, "the ", length: 40, temperature: 0.7)
                """,
            related: ["text", "train"]
        ) { (arguments, context) throws(CellError) in
            Page(try write(arguments, in: context.cell))
        }
        sample.printsItself = true
        return sample
    }()

    private static func write(_ arguments: Arguments, in cell: RunningCell) throws(CellError) -> String {
        let run: TrainedRun = try arguments.value("run")
        guard let data = run.data.train ?? run.data.test, case .nextSymbol = data.storage.targets,
            case .symbols(_, let vocabulary) = data.storage.form
        else { throw CellError(.noLanguageModel(data: run.data.name)) }
        let (prompt, temperature, seed) = (try arguments.text("prompt"), try arguments.float("temperature"), try arguments.seed())
        let symbols = VocabularyText(vocabulary)
        let first = try symbols.read(prompt)
        let sampler: SymbolSampler
        do throws(NetworkError) {
            sampler = try SymbolSampler(run.model, prompt: first, temperature: temperature, seed: seed)
        } catch {
            throw CellError(error)
        }
        var text = prompt
        cell.print(.text(text))
        let clock = ContinuousClock()
        var shown = clock.now
        for _ in 0..<(try arguments.integer("length")) where !cell.isInterrupted {
            symbols.append(sampler.next(), to: &text)
            if clock.now - shown >= pace {
                cell.replaceLast(with: .text(text))
                shown = clock.now
            }
        }
        cell.replaceLast(with: .text(text))
        if cell.isInterrupted { cell.cutShort() }
        return text
    }
}
