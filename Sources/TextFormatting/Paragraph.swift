/// Text broken into lines at spaces.
public enum Paragraph {
    /// - Parameters:
    ///   - width: most columns of a line; a longer word gets a line of its own.
    ///   - indent: before all lines but the first.
    public static func lines(_ text: String, width: Int, indent: String = "") -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " " as Character) {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
                lines.append(line)
                line = indent + word
            } else {
                line += (line.isEmpty || line == indent ? "" : " ") + word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
