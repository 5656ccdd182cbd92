import FoundationEssentials

/// A notebook file of Jupyter (nbformat 4.5), which other programs show; its cells are in the language of ours.
public struct JupyterNotebook: Encodable {
    /// A part of the notebook.
    public enum Cell {
        /// Markdown.
        case prose(String)
        /// A cell and what it printed.
        case code(String, [Output])
    }

    /// What a cell printed.
    public struct Output {
        /// Its plain form.
        public var text: String
        /// An SVG picture of it; nil where there is none.
        public var picture: String?

        /// A part of an output.
        public init(text: String, picture: String? = nil) {
            (self.text, self.picture) = (text, picture)
        }
    }

    /// The parts, from top to bottom.
    public var cells: [Cell]

    /// A notebook of these.
    public init(_ cells: [Cell]) { self.cells = cells }

    /// The file. Equal notebooks give equal texts.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    // MARK: Encoding

    private enum Key: String, CodingKey {
        case cells, metadata, nbformat
        case minorVersion = "nbformat_minor"
        case kind = "cell_type"
        case id, source, outputs, data
        case count = "execution_count"
        case outputKind = "output_type"
        case language = "language_info"
        case name
        case fileExtension = "file_extension"
        case plain = "text/plain"
        case picture = "image/svg+xml"
    }

    /// As the format wants it.
    public func encode(to encoder: any Encoder) throws {
        var file = encoder.container(keyedBy: Key.self)
        try file.encode(4, forKey: .nbformat)
        try file.encode(5, forKey: .minorVersion)
        var metadata = file.nestedContainer(keyedBy: Key.self, forKey: .metadata)
        var language = metadata.nestedContainer(keyedBy: Key.self, forKey: .language)
        try language.encode("unroll", forKey: .name)
        try language.encode(".md", forKey: .fileExtension)
        var list = file.nestedUnkeyedContainer(forKey: .cells)
        for (place, cell) in cells.enumerated() {
            var entry = list.nestedContainer(keyedBy: Key.self)
            try entry.encode("cell-\(place + 1)", forKey: .id)
            _ = entry.nestedContainer(keyedBy: Key.self, forKey: .metadata)
            switch cell {
            case .prose(let text):
                try entry.encode("markdown", forKey: .kind)
                try entry.encode(Self.lines(text), forKey: .source)
            case .code(let source, let outputs):
                try entry.encode("code", forKey: .kind)
                try entry.encodeNil(forKey: .count)
                try entry.encode(Self.lines(source), forKey: .source)
                var parts = entry.nestedUnkeyedContainer(forKey: .outputs)
                for output in outputs {
                    var part = parts.nestedContainer(keyedBy: Key.self)
                    try part.encode("display_data", forKey: .outputKind)
                    _ = part.nestedContainer(keyedBy: Key.self, forKey: .metadata)
                    var data = part.nestedContainer(keyedBy: Key.self, forKey: .data)
                    try data.encode(Self.lines(output.text), forKey: .plain)
                    if let picture = output.picture { try data.encode(Self.lines(picture), forKey: .picture) }
                }
            }
        }
    }

    /// Lines with their ends, as the format has texts.
    private static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(scalar)
            guard scalar == "\n" else { continue }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        return line.isEmpty ? lines : lines + [String(line)]
    }
}
