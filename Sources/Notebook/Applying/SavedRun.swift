import CellLanguage
import Datasets
import Files
import Recurrent
import SystemPackage

/// Why a saved run cannot be applied.
package struct RunError: Error, Sendable {
    /// What a user is told.
    package let sentence: String
    /// Whether a file could not be written.
    package let isOfOutput: Bool

    init(_ sentence: String, isOfOutput: Bool = false) {
        (self.sentence, self.isOfOutput) = (sentence, isOfOutput)
    }
}

/// A run that `save` wrote, for use without a notebook.
package struct SavedRun {
    private let application: RunApplication

    /// - Throws: `RunError` where the file is not a run.
    package init(_ file: String) throws(RunError) {
        application = try Self.rethrowing { () throws(CellError) in try RunApplication(try RunFile.read(file, name: file)) }
    }

    /// Gives the lines of a table of what the run says about the sequences of a file.
    package func predict(_ file: String, _ write: (String) -> Void) throws(RunError) {
        try Self.rethrowing { () throws(CellError) in try application.predictions(of: try application.data(in: file), write) }
    }

    /// Writes such a table into a file, in place of what is there, in one step.
    package func predict(_ file: String, to output: String) throws(RunError) {
        let table = try Self.rethrowing { () throws(CellError) in try application.table(of: try application.data(in: file)).text }
        do throws(DiskError) {
            try SystemDisk().replace(FilePath(output), with: Array(table.utf8))
        } catch {
            throw RunError(error.sentence(writing: output), isOfOutput: true)
        }
    }

    /// A sequence that is read as it comes.
    package func stream() throws(RunError) -> RunStream {
        try Self.rethrowing { () throws(CellError) in try application.stream() }
    }

    private static func rethrowing<Result>(_ make: () throws(CellError) -> Result) throws(RunError) -> Result {
        do throws(CellError) {
            return try make()
        } catch {
            throw RunError(error.problem.sentence)
        }
    }
}
