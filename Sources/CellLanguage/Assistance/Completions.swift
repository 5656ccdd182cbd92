/// What can stand at the cursor.
public struct Completions: Sendable, Equatable {
    /// One of the things that can stand there.
    public struct Item: Sendable, Equatable {
        /// What is put in place of the typed part, such as `dropout(` or `epochs: `.
        public var text: String
        /// A few words about it, such as "zeroes outputs at random".
        public var detail: String

        public init(text: String, detail: String) {
            self.text = text
            self.detail = detail
        }
    }

    /// The part of the source that an item replaces, in UTF-8 bytes.
    public var range: Range<Int>
    public var items: [Item]

    public init(range: Range<Int>, items: [Item]) {
        self.range = range
        self.items = items
    }
}
