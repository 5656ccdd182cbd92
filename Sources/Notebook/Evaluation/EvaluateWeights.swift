import Datasets
import Recurrent
import TextFormatting

/// `save` and `load`: weights in files of their own.
enum EvaluateWeights {
    static func save(_ arguments: Arguments) throws(CellError) -> Value {
        let run = try arguments.run("run")
        let (file, format) = (try arguments.text("file"), try arguments.choice("format", WeightFormat.self))
        do {
            try run.model.weights(format: format).write(to: file)
        } catch let error as NetworkError {
            throw CellError(error)
        } catch let error as SafetensorsError {
            throw CellError(error)
        } catch {
            throw CellError(.told("\(error)"))
        }
        let numbers = run.model.parameters.reduce(0) { $0 + $1.values.count }
        return .page("wrote \(Figures.count(numbers, "parameter")) to \(file)")
    }

    static func load(_ arguments: Arguments) throws(CellError) -> Value {
        let network = try arguments.network("network")
        let pair = try arguments.pair("data")
        guard let data = pair.train ?? pair.test else { throw arguments.wrong("data") }
        let (file, format) = (try arguments.text("file"), try arguments.choice("format", WeightFormat.self))
        do {
            _ = try network.task(for: data)
            let model = try Model(network: network, inputWidth: data.features, weights: Safetensors(file: file), format: format)
            return .run(TrainedRun(name: "load", model: model, data: pair, snapshot: TrainingSnapshot(), changes: [], given: []))
        } catch let error as NetworkError {
            throw CellError(error)
        } catch let error as SafetensorsError {
            throw CellError(error)
        } catch {
            throw CellError(.told("\(error)"))
        }
    }
}
