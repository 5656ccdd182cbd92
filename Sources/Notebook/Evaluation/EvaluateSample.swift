import Datasets
import Recurrent
import TextFormatting

/// `sample`: writes text symbol after symbol, in sight of the user.
enum EvaluateSample {
    /// How often what was written is shown.
    private static let pace = Duration.milliseconds(40)

    static func sample(_ arguments: Arguments, execution: RunningCell) throws(CellError) -> Value {
        let run = try arguments.run("run")
        guard let data = run.data.train ?? run.data.test, case .nextSymbol = data.storage.targets,
            case .symbols(_, let vocabulary) = data.storage.inputs
        else { throw CellError(.noLanguageModel(run.data.name)) }
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
        execution.print(.text(text))
        let clock = ContinuousClock()
        var shown = clock.now
        for _ in 0..<(try arguments.integer("length")) where !execution.isInterrupted {
            symbols.append(sampler.next(), to: &text)
            if clock.now - shown >= pace {
                execution.replaceLast(with: .text(text))
                shown = clock.now
            }
        }
        execution.replaceLast(with: .text(text))
        if execution.isInterrupted { execution.cutShort() }
        return .page(text)
    }
}

/// Text as symbols of a vocabulary, and back: characters, or words with spaces between them.
struct VocabularyText {
    private let vocabulary: [String]
    private let numbers: [String: Int32]
    private let isOfCharacters: Bool

    init(_ vocabulary: [String]) {
        self.vocabulary = vocabulary
        numbers = Dictionary(zip(vocabulary, Int32(0)...), uniquingKeysWith: { first, _ in first })
        isOfCharacters = vocabulary.allSatisfy { $0.unicodeScalars.count == 1 }
    }

    func read(_ text: String) throws(CellError) -> [Int32] {
        let parts =
            isOfCharacters ? text.unicodeScalars.map { String(Character($0)) } : text.split(separator: " " as Character).map(String.init)
        var symbols: [Int32] = []
        for part in parts {
            guard let number = numbers[part] else {
                throw CellError(
                    .unknownSymbol(part, vocabulary: Figures.count(vocabulary.count, isOfCharacters ? "character" : "word")))
            }
            symbols.append(number)
        }
        return symbols
    }

    func append(_ symbol: Int32, to text: inout String) {
        guard vocabulary.indices.contains(Int(symbol)) else { return }
        if !isOfCharacters, !text.isEmpty { text += " " }
        text += vocabulary[Int(symbol)]
    }
}
