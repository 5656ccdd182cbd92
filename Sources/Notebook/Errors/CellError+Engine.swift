import CellLanguage
import Datasets
import Recurrent

// Errors of the engine and of the datasets as those of a cell.

extension CellError {
    init(_ error: NetworkError) {
        self.init(.told(error.sentence))
    }

    init(_ error: DataError) {
        self.init(.told(error.sentence))
    }

    init(_ error: SafetensorsError) {
        self.init(.told(error.sentence))
    }

    /// Any error of the engine.
    init(engine error: any Error) {
        switch error {
        case let error as NetworkError: self.init(error)
        case let error as SafetensorsError: self.init(error)
        case let error as DataError: self.init(error)
        case let error as CellError: self = error
        default: self.init(.told("\(error)"))
        }
    }

    /// What a function of the datasets gives.
    ///
    /// - Throws: its error as the cell's.
    static func rethrowing<Result>(_ make: () throws(DataError) -> Result) throws(CellError) -> Result {
        do throws(DataError) {
            return try make()
        } catch {
            throw CellError(error)
        }
    }
}

extension PartFault {
    /// The layer that is to blame is the part.
    init(_ error: NetworkError) {
        self.init(.told(error.sentence), part: error.layer)
    }
}

extension Misfit {
    /// The layer that is to blame is the part of the network that was given for a parameter.
    init(_ error: NetworkError, parameter: String) {
        self.init(.told(error.sentence), parameter: parameter, part: error.layer)
    }
}
