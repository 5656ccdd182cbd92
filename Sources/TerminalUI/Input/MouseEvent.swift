/// What the mouse did, as terminals report it (xterm's SGR reports, mode 1006): the left and the right button and the wheel; of other buttons nothing is made.
struct MouseEvent: Hashable, Sendable {
    enum Kind: Sendable {
        case press
        /// Moved while the button is held.
        case drag
        case release
        case wheelUp, wheelDown
    }

    var kind: Kind
    /// Columns and rows from the upper left corner, from 0.
    var x, y: Int
    /// Whether it is the right button; some terminals keep that for a menu of their own.
    var isRight = false
    /// Whether Alt or Ctrl is held with a button. Shift is the terminals' own, for selecting text.
    var isModified = false

    /// Whether what is drawn is taken away.
    var erases: Bool { isRight || isModified }

    /// No screen has more columns or rows.
    private static let greatest = 10_000

    init(_ kind: Kind, x: Int, y: Int, isRight: Bool = false) {
        (self.kind, self.x, self.y, self.isRight) = (kind, x, y, isRight)
    }

    /// - Parameters:
    ///   - numbers: the button with its modifiers, the column and the row, both from 1.
    ///   - isRelease: whether the report ends in a small letter.
    /// - Returns: nil for what means nothing here.
    init?(numbers: [Int], isRelease: Bool) {
        guard numbers.count == 3, (1...Self.greatest).contains(numbers[1]), (1...Self.greatest).contains(numbers[2]) else { return nil }
        // Shift, Alt and Ctrl are 4, 8 and 16.
        switch (numbers[0] & ~28, isRelease) {
        case (0, false), (2, false): kind = .press
        case (0, true), (2, true): kind = .release
        case (32, false), (34, false): kind = .drag
        case (64, false): kind = .wheelUp
        case (65, false): kind = .wheelDown
        default: return nil
        }
        (x, y) = (numbers[1] - 1, numbers[2] - 1)
        let isOfButton = numbers[0] & 64 == 0
        (isRight, isModified) = (isOfButton && numbers[0] & 2 != 0, isOfButton && numbers[0] & 24 != 0)
    }
}
