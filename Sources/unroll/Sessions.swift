import ArgumentParser
import Notebook

struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists your sessions that are open or running, with their progress.")

    func run() throws {
        Standard.ignoreBrokenPipe()
        let all = SessionActivity.all
        if all.isEmpty { return Standard.output("No session is open.\n") }
        for session in all { Standard.output(session.line + "\n") }
    }
}

extension SessionActivity {
    /// The session in one line.
    var line: String { "\(file)  \(activity)\(owner.map { "  (\($0))" } ?? "")" }
}
