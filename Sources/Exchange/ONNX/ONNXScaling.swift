import Datasets

/// The scaling of inputs and values as operations of a graph; empty if it is done outside the graph.
struct ONNXScaling {
    private let input: Standardization?
    private let output: Standardization?
    private let masks: [Int: Int]
    private let width: Int

    init(_ known: SequenceDataset, scales: Bool) {
        let details = known.storage.details
        input = scales ? details.inputScale : nil
        output = scales ? details.targetScale : nil
        masks = scales ? details.masks : [:]
        width = known.features
    }

    /// Large numbers from which a base is subtracted are in double precision, so that they keep their digits.
    var inputType: ONNXGraph.ElementType { input?.base.isEmpty ?? true ? .float : .double }
    var outputType: ONNXGraph.ElementType { output?.base.isEmpty ?? true ? .float : .double }

    /// (x - base - mean) / deviation, and 0 where a value is missing.
    func addInput(_ name: String, to graph: inout ONNXGraph) -> String {
        guard let input else { return name }
        graph.scope = "scaling"
        var scaled = name
        if !input.base.isEmpty {
            let base = graph.constant("base", doubles: input.base)
            scaled = graph.add("Cast", [graph.add("Sub", [name, base])], [("to", .integer(ONNXGraph.ElementType.float.rawValue))])
        }
        let shifted = graph.add("Sub", [scaled, graph.constant("mean", input.mean, [width])])
        let inUnits = graph.add("Div", [shifted, graph.constant("deviation", input.deviation, [width])])
        defer { graph.scope = "" }
        guard !masks.isEmpty else { return inUnits }
        let channels = graph.add(
            "Gather", [scaled, graph.integers((0..<width).map { masks[$0] ?? $0 })], [("axis", .integer(2))])
        let zero = graph.constant("zero", [0], [])
        let isMissing = graph.add(
            "And",
            [
                graph.add("Equal", [channels, zero]), graph.constant("masked", booleans: (0..<width).map { masks[$0] != nil }),
            ])
        return graph.add("Where", [isMissing, zero, inUnits])
    }

    /// y * deviation + mean + base.
    ///
    /// - Parameters:
    ///   - quantiles: the number of outputs for each value.
    ///   - scope: the prefix of the names of constants.
    func addOutput(_ name: String, quantiles: Int, to graph: inout ONNXGraph, as result: String, scope: String = "scaling") {
        guard let output else {
            graph.add("Identity", [name], output: result)
            return
        }
        func repeated<Number>(_ values: [Number]) -> [Number] { values.flatMap { Array(repeating: $0, count: quantiles) } }
        graph.scope = scope
        if output.base.isEmpty {
            let (mean, deviation) = (repeated(output.mean), repeated(output.deviation))
            let scaled = graph.add("Mul", [name, graph.constant("deviation", deviation, [deviation.count])])
            graph.add("Add", [scaled, graph.constant("mean", mean, [mean.count])], output: result)
        } else {
            let double = graph.add("Cast", [name], [("to", .integer(ONNXGraph.ElementType.double.rawValue))])
            let scaled = graph.add("Mul", [double, graph.constant("deviation", doubles: repeated(output.deviation.map(Double.init)))])
            let shift = zip(output.mean, output.base).map { Double($0) + $1 }
            graph.add("Add", [scaled, graph.constant("shift", doubles: repeated(shift))], output: result)
        }
        graph.scope = ""
    }
}
