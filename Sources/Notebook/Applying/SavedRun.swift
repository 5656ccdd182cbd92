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

/// A run for use without a notebook: one that `save` wrote, or that a session keeps.
package struct SavedRun {
    private let application: RunApplication

    /// - Parameters:
    ///   - place: a file that `save` wrote, or a session and a name in it, as `session.md:run`.
    ///   - assignments: such as `folder="data"`, in place of what the session assigns to the name.
    /// - Throws: `RunError` where there is no such run.
    package init(_ place: String, assignments: [String] = []) throws(RunError) {
        let run: TrainedRun
        if let kept = SessionRun(place) {
            run = try kept.run(assignments: assignments)
        } else if let misuse = SessionRun.misuse(of: place) {
            throw RunError(misuse)
        } else if !assignments.isEmpty {
            throw RunError("\(place) is not a session: it has no names to set.")
        } else {
            run = try Self.rethrowing { () throws(CellError) in try RunFile.read(place, name: place) }
        }
        application = try Self.rethrowing { () throws(CellError) in try RunApplication(run) }
    }

    /// Gives, piece by piece, what the run says about the sequences of a file.
    ///
    /// - Parameters:
    ///   - input: the form of the file; found out where nil.
    ///   - form: of what is said.
    package func predict(
        _ file: String, from input: TableForm? = nil, as form: TableForm = .csv, _ write: ([UInt8]) -> Void
    ) throws(RunError) {
        try Self.rethrowing { () throws(CellError) in
            _ = try application.predictions(of: try application.data(in: file, from: input), as: form, write)
        }
    }

    /// Writes it into a file, in place of what is there, in one step.
    ///
    /// - Parameter form: of what is written; by the file's name where nil.
    package func predict(_ file: String, from input: TableForm? = nil, as form: TableForm? = nil, to output: String) throws(RunError) {
        let bytes = try Self.rethrowing { () throws(CellError) in
            try application.predictions(of: try application.data(in: file, from: input), as: form ?? TableForm(named: output)).bytes
        }
        do throws(DiskError) {
            try SystemDisk().replace(FilePath(output), with: bytes)
        } catch {
            throw RunError(error.sentence(writing: output), isOfOutput: true)
        }
    }

    /// A sequence that is read as it comes.
    ///
    /// - Parameters:
    ///   - input: the form of the steps; found out from the first line where nil.
    ///   - form: of what is said.
    package func stream(from input: TableForm? = nil, as form: TableForm = .csv) throws(RunError) -> RunStream {
        try Self.rethrowing { () throws(CellError) in try application.stream(from: input, as: form) }
    }

    private static func rethrowing<Result>(_ make: () throws(CellError) -> Result) throws(RunError) -> Result {
        do throws(CellError) {
            return try make()
        } catch {
            throw RunError(error.problem.sentence)
        }
    }
}
