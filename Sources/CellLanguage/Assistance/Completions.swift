/// What can stand at the cursor.
public struct Completions: Sendable, Equatable {
    /// One of the things that can stand there.
    public struct Item: Sendable, Equatable {
        /// What is put in place of the typed part, such as `dropout(` or `epochs: `.
        public var text: String
        /// A few words about it, such as "zeroes outputs at random".
        public var detail: String

        /// An item and what is said about it.
        public init(text: String, detail: String) {
            self.text = text
            self.detail = detail
        }

        /// An item with a sentence about it, which is shown without its full stop.
        package init(text: String, sentence: String) {
            self.init(text: text, detail: sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence)
        }
    }

    /// The part of the source that an item replaces, in UTF-8 bytes.
    public var range: Range<Int>
    /// What can stand in place of `range`, in the order in which it is offered; empty where nothing fits.
    public var items: [Item]

    /// These items in place of this part of the source.
    public init(range: Range<Int>, items: [Item]) {
        self.range = range
        self.items = items
    }
}
