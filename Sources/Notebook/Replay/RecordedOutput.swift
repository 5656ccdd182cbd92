/// Compares what a cell prints with what is recorded of it, but for figures that differ from machine to machine.
public enum RecordedOutput {
    /// The difference of two outputs; empty where they agree.
    public static func difference(recorded: String, now: String) -> UnifiedDiff {
        UnifiedDiff(from: lines(recorded), to: lines(now)) { comparable($0) == comparable($1) }
    }

    /// A line without spaces at its end and without the speed that stands there, such as `12,345/s`.
    static func comparable(_ line: String) -> Substring {
        var line = line[...]
        trimEnd(&line)
        guard line.hasSuffix("/s") else { return line }
        let figure = line.dropLast(2)
        let digits = figure.reversed().prefix { $0.isASCII && $0.isNumber || $0 == "," }.count
        guard digits > 0 else { return line }
        line = figure.dropLast(digits)
        trimEnd(&line)
        return line
    }

    private static func trimEnd(_ line: inout Substring) {
        while line.last == " " { line.removeLast() }
    }

    private static func lines(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
    }
}
