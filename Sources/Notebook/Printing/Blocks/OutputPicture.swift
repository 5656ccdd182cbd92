import Charts

/// A picture with what is said about it.
public struct OutputPicture: Sendable {
    /// What it is about, in a line.
    var headline: String
    /// Figures below it; empty for none.
    var table: String
    var chart: any Drawable

    /// Rows that it takes.
    static let rows = 14
    /// Columns of its plain form.
    private static let width = 76

    /// The picture drawn with characters of ASCII, between what is said about it.
    var plain: String {
        let drawing = chart.text(width: Self.width, rows: Self.rows).joined(separator: "\n")
        return [headline, drawing, table].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
