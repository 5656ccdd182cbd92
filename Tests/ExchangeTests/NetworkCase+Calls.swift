import Datasets
import Exchange
import Recurrent

/// The calls of a case and their expected results, for the script `onnx_outputs.py`.
extension NetworkCase {
    func file() throws -> [UInt8] {
        try ONNXModel(try model(), known: data, scalesInGraph: scales, metadata: ["network": name]).bytes
    }

    /// All sequences as one batch with their lengths, and each one separately without lengths, as JSON.
    func calls() throws -> String {
        let predictor = try SequencePredictor(try model(), data)
        var answers: [[Double]] = []
        var paths: [[Int]] = []
        predictor.forEachWithPath { _, outputs, path in
            answers.append(inOwnUnits(outputs))
            if let path { paths.append(path) }
        }
        let all = Array(0..<data.count)
        let longest = all.max { data.length($0) < data.length($1) }
        return "["
            + ([call(all, answers, paths, predictor.task, withLengths: hasLengths, halves: false)]
            + all.map { call([$0], answers, paths, predictor.task, withLengths: false, halves: goesOn && $0 == longest) })
            .joined(separator: ",\n") + "]"
    }

    private func inOwnUnits(_ outputs: [Float]) -> [Double] {
        guard scales, let scale = data.storage.details.targetScale else { return outputs.map(Double.init) }
        return outputs.enumerated().map { own($1, $0 % 2, scale) }
    }

    private func own(_ value: Float, _ feature: Int, _ scale: Standardization) -> Double {
        Double(value) * Double(scale.deviation[feature]) + Double(scale.mean[feature]) + (scale.base.isEmpty ? 0 : scale.base[feature])
    }

    /// The inputs of a sequence as the graph reads them; missing numbers are NaN in their own units.
    private func inputs(_ sequence: Int) -> [Double] {
        switch data.storage.inputs {
        case .symbols(let ids, _): return data.steps(sequence).map { Double(ids[$0]) }
        case .features(let values, let width):
            let steps = data.steps(sequence)
            let own = Array(values[steps.lowerBound * width..<steps.upperBound * width])
            guard scales, let scale = data.storage.details.inputScale else { return own.map(Double.init) }
            return own.enumerated().map { place, value in
                if let mask = data.storage.details.masks[place % width], own[place / width * width + mask] == 0 { return .nan }
                return self.own(value, place % width, scale)
            }
        }
    }

    /// - Parameter paths: the best path of each sequence, if there are paths.
    private func call(
        _ sequences: [Int], _ answers: [[Double]], _ paths: [[Int]], _ task: SequenceTask, withLengths: Bool, halves: Bool
    ) -> String {
        let lengths = sequences.map { data.length($0) }
        let longest = lengths.max() ?? 0
        let isSymbolic = if case .symbols = data.storage.inputs { true } else { false }
        let width = isSymbolic ? 1 : data.features
        // The padding must not matter.
        let filled = sequences.map { sequence in
            let own = self.inputs(sequence)
            return own + Array(repeating: isSymbolic ? 1 : 7.5, count: longest * width - own.count)
        }
        let type = isSymbolic ? "int64" : scales && !(data.storage.details.inputScale?.base.isEmpty ?? true) ? "float64" : "float32"
        let shape = [sequences.count, longest] + (isSymbolic ? [] : [width])
        var fed = ["\"input\": " + array(type, shape, filled.flatMap { $0 })]
        if withLengths { fed.append("\"lengths\": " + array("int64", [sequences.count], lengths.map(Double.init))) }
        let steps = task.predictsSteps ? longest : 1
        let outputs = sequences.flatMap { answers[$0] + Array(repeating: 0, count: steps * task.outputs - answers[$0].count) }
        let outputShape = [sequences.count] + (task.predictsSteps ? [steps] : []) + [task.outputs]
        let name = task.outputKind == .values ? "values" : "probabilities"
        var wanted = ["\"\(name)\": " + array("float64", outputShape, outputs)]
        if !paths.isEmpty {
            let filled = sequences.flatMap { paths[$0].map(Double.init) + Array(repeating: 0, count: longest - paths[$0].count) }
            wanted.append("\"path\": " + array("int64", [sequences.count, longest, 1], filled))
        }
        return """
            {"lengths": \(lengths), "halves": \(halves), "inputs": {\(fed.joined(separator: ", "))},
             "outputs": {\(wanted.joined(separator: ", "))}}
            """
    }

    private func array(_ type: String, _ shape: [Int], _ values: [Double]) -> String {
        let numbers = values.map { $0.isNaN ? "NaN" : type == "int64" ? String(Int($0)) : $0.description }
        return "{\"type\": \"\(type)\", \"shape\": \(shape), \"values\": [\(numbers.joined(separator: ","))]}"
    }
}
