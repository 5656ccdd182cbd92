import CellLanguage
import TextFormatting

/// Members of lists of numbers.
enum ListMembers {
    static let all: [Function] = [mean, deviation, sum, least, greatest]

    static let mean = member("mean", "The mean of the numbers.") { RunSet.mean($0) }

    static let deviation = member(
        "deviation", "The sample standard deviation of the numbers, of which there must be at least two.",
        RunSet.deviation)

    static let sum = member("sum", "The sum of the numbers.") { $0.reduce(0, +) }

    static let least = member("min", "The smallest of the numbers.") { $0.min() }

    static let greatest = member("max", "The largest of the numbers.") { $0.max() }

    private static func member(_ name: String, _ sentence: String, _ figure: @escaping @Sendable ([Double]) -> Double?) -> Function {
        Function.immediateMember(
            name, .members, sentence, example: "[0.02, 0.03, 0.025].\(name)",
            related: ["mean", "deviation", "repeat"].filter { $0 != name }
        ) { (values: [Value]) throws(CellError) in
            var numbers: [Double] = []
            for value in values {
                guard case .number(let number) = value else { throw CellError(.wrongOperand(".\(name)", found: value.kind)) }
                numbers.append(number)
            }
            guard let figure = figure(numbers), figure.isFinite else {
                throw CellError(.told("A list of \(Figures.count(numbers.count, "number")) has no \(name)."))
            }
            return figure
        }
    }
}
