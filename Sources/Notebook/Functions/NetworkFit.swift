import CellLanguage
import Datasets
import Recurrent

/// Whether a network and data belong together.
enum NetworkFit {
    /// - Parameter parameter: what the network was given for.
    /// - Returns: nil where they do, or either is not known.
    static func misfit(
        _ network: Network?, _ data: SequenceDataset?, loss: Loss = .standard, parameter: String
    ) -> Misfit? {
        guard let network, let data else { return nil }
        do throws(NetworkError) {
            _ = try network.ready(for: loss).task(for: data, loss: loss)
            return nil
        } catch {
            return Misfit(error, parameter: parameter)
        }
    }
}
