import FoundationEssentials

/// A Jupyter notebook file (nbformat 4.5) for display in other programs; its cells are in Unroll's cell language.
public struct JupyterNotebook: Encodable {
    /// A cell of the notebook.
    public enum Cell {
        /// Markdown.
        case prose(String)
        /// A code cell and its outputs.
        case code(String, [Output])
    }

    /// An output of a cell.
    public struct Output {
        /// The output as plain text.
        public var text: String
        /// The output as an SVG picture; nil if there is none.
        public var picture: String?

        /// An output in these forms.
        public init(text: String, picture: String? = nil) {
            (self.text, self.picture) = (text, picture)
        }
    }

    /// The cells, from top to bottom.
    public var cells: [Cell]

    /// A notebook of these cells.
    public init(_ cells: [Cell]) { self.cells = cells }

    /// The text of the file. Equal notebooks give equal texts.
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

    /// Encodes the notebook in the format's structure.
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

    /// Lines with their line ends, as the format stores texts.
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
