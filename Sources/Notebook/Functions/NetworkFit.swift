import CellLanguage
import Datasets
import Recurrent

/// Whether a network and data belong together.
enum NetworkFit {
    /// - Parameters:
    ///   - isKind: whether of the data only its kind is known, not its sequences.
    ///   - parameter: what the network was given for.
    /// - Returns: nil where they do, or either is not known.
    static func misfit(
        _ network: Network?, _ data: SequenceDataset?, isKind: Bool = false, loss: Loss = .standard, parameter: String
    ) -> Misfit? {
        guard let network, let data else { return nil }
        do throws(NetworkError) {
            let ready = network.ready(for: loss)
            _ = try isKind ? ready.task(forKindOf: data, loss: loss) : ready.task(for: data, loss: loss)
            return nil
        } catch {
            return Misfit(error, parameter: parameter)
        }
    }
}
