/// Why data could not be had. `description` is the whole sentence that a user sees: what is wrong, where, and what to do.
public struct DataError: Error, Sendable, Equatable, CustomStringConvertible {
    /// File, as the user named it; empty where no file is concerned.
    public var file: String
    /// Line in the file, from 1; nil for binary formats.
    public var line: Int?
    /// Column in the line, from 1.
    public var column: Int?
    /// What is wrong and what was expected.
    public var problem: String
    /// What to do about it; may be empty.
    public var advice: String

    public init(file: String = "", line: Int? = nil, column: Int? = nil, problem: String, advice: String = "") {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.advice = advice
    }

    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        return (place.isEmpty ? "" : place + ": ") + problem + (advice.isEmpty ? "" : " " + advice)
    }
}
