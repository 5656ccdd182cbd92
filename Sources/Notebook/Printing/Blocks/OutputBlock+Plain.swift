import TextFormatting

extension OutputBlock {
    /// The block as lines of text separated by `\n`, none after the last. Control characters of data are pictures of themselves.
    public var plain: String { written.visibleLines }

    private var written: String {
        switch self {
        case .text(let text), .error(let text): text
        case .network(let summary): summary.plain
        case .data(let title, let overviews): DatasetOverview.plain(overviews, title: title)
        case .epochs(let table): table.plain
        case .runs(let table): table.text
        case .example(let example): example.plain
        case .evaluation(let report): report.plain
        case .picture(let picture): picture.plain
        case .prediction(let prediction): prediction.plain
        }
    }
}
