import Datasets
import Recurrent

/// How the series of an example goes on where the network reads its own words, with its end beside it.
package struct RunForecast: Sendable {
    /// The example.
    var example: Int
    /// The training step after which it was said.
    var step: Int
    /// Whether the run was over.
    var isFinal: Bool
    /// One for each feature that is predicted; none where series cannot be gone on with, which `problem` says.
    var forecasts: [Forecast]
    /// The quantiles that are said; empty for values themselves.
    var levels: [Float]
    /// Why nothing is said; nil where something is.
    var problem: String?

    /// Most steps that are said, half of them beside what is true.
    private static let most = 96
    /// Most steps of a series that is read for it.
    private static let longest = 20_000

    init(example: Int, step: Int, isFinal: Bool, forecasts: [Forecast], levels: [Float] = [], problem: String? = nil) {
        (self.example, self.step, self.isFinal) = (example, step, isFinal)
        (self.forecasts, self.levels, self.problem) = (forecasts, levels, problem)
    }

    /// Begins a quarter before the end of the example, and goes on as far after it, where nothing has to be known of those steps.
    init(of model: Model, _ data: SequenceDataset, example: Int, step: Int, isFinal: Bool) {
        self.init(example: example, step: step, isFinal: isFinal, forecasts: [], levels: model.loss.quantiles)
        guard data.length(example) <= Self.longest else {
            problem = "This series is too long to be read at once: forecast(run, ...) continues it."
            return
        }
        let series = data.select([example])
        let known = series.histories.first.map { $0.count - (data.storage.details.windows == nil ? 0 : data.length(example)) } ?? 0
        let back = max(1, min(Self.most / 2, known / (data.storage.details.windows == nil ? 4 : 1)))
        do throws(NetworkError) {
            do throws(NetworkError) {
                forecasts = try model.forecasts(series, ForecastRequest(steps: 2 * back, back: back))
            } catch {
                // What is known ahead of the series ends with it.
                guard case .featuresKnownTooShort = error.problem else { throw error }
                forecasts = try model.forecasts(series, ForecastRequest(steps: back, back: back))
            }
        } catch {
            problem = error.sentence
        }
    }
}
