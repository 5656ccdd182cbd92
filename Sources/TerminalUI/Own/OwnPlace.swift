/// What of a made-up example is under the mouse.
enum OwnPlace: Sendable, Equatable {
    /// A column and a row of the picture, from 0.
    case pixel(column: Int, row: Int)
    /// A character of the text, or a letter of the word, from 0; as many as there are behind the last.
    case character(Int)
    /// A step of the series, from 0, and a value of the chosen channel.
    case value(step: Int, Double)
}
