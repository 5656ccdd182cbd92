/// The pen strokes of the digits, in several common ways of writing each.
enum Digits {
    /// The ways of writing the digits 0 to 9.
    static let glyphs: [[StrokedGlyph]] = [zero, one, two, three, four, five, six, seven, eight, nine]

    private static let zero = [
        StrokedGlyph(Stroke(52, 5, 30, 18, 22, 50, 32, 84, 52, 95, 71, 82, 79, 50, 70, 18, 50, 5)),
        StrokedGlyph(Stroke(62, 9, 40, 8, 25, 35, 26, 70, 45, 94, 67, 85, 78, 52, 72, 22, 55, 6, 43, 15)),
        StrokedGlyph(Stroke(50, 6, 36, 25, 33, 52, 38, 82, 50, 95, 63, 80, 68, 50, 63, 20, 48, 7)),
    ]
    private static let one = [
        StrokedGlyph(Stroke(50, 5, 50, 50, 50, 95)),
        StrokedGlyph(Stroke(33, 27, 44, 18, 53, 5, 53, 5, 52, 50, 50, 95)),
        StrokedGlyph(Stroke(36, 24, 52, 6, 52, 6, 51, 50, 51, 94), Stroke(32, 94, 50, 93, 70, 94)),
    ]
    private static let two = [
        StrokedGlyph(Stroke(25, 26, 38, 8, 60, 7, 73, 25, 65, 48, 44, 70, 22, 92, 22, 92, 50, 91, 80, 91)),
        StrokedGlyph(Stroke(26, 24, 40, 8, 62, 9, 72, 29, 61, 53, 40, 80, 27, 91, 21, 82, 32, 75, 54, 87, 80, 91)),
        StrokedGlyph(Stroke(24, 16, 50, 7, 72, 17, 68, 37, 50, 62, 24, 90, 24, 90, 52, 88, 78, 95)),
    ]
    private static let three = [
        StrokedGlyph(Stroke(26, 15, 45, 5, 67, 13, 69, 32, 45, 46, 45, 46, 71, 57, 76, 78, 54, 95, 23, 86)),
        StrokedGlyph(Stroke(25, 8, 50, 8, 74, 7, 74, 7, 60, 26, 46, 42, 46, 42, 72, 53, 76, 77, 53, 95, 24, 87)),
        StrokedGlyph(Stroke(24, 20, 46, 6, 68, 18, 62, 38, 46, 46, 41, 49, 50, 50, 70, 60, 72, 82, 48, 95, 25, 84)),
    ]
    private static let four = [
        StrokedGlyph(Stroke(34, 6, 29, 34, 22, 58, 22, 58, 50, 58, 82, 55), Stroke(64, 26, 63, 60, 61, 96)),
        StrokedGlyph(Stroke(64, 96, 64, 50, 64, 5, 64, 5, 42, 34, 20, 64, 20, 64, 50, 64, 84, 62)),
        StrokedGlyph(Stroke(60, 5, 38, 36, 20, 62, 20, 62, 50, 62, 82, 60), Stroke(60, 40, 59, 68, 57, 96)),
    ]
    private static let five = [
        StrokedGlyph(Stroke(37, 8, 34, 25, 31, 44, 31, 44, 54, 38, 74, 54, 73, 80, 50, 95, 23, 87), Stroke(37, 9, 55, 8, 75, 7)),
        StrokedGlyph(Stroke(74, 9, 55, 9, 36, 10, 36, 10, 33, 28, 31, 47, 31, 47, 58, 41, 75, 62, 66, 88, 42, 95, 24, 86)),
        StrokedGlyph(Stroke(75, 12, 52, 6, 34, 20, 42, 42, 66, 56, 72, 78, 51, 95, 25, 86)),
    ]
    private static let six = [
        StrokedGlyph(Stroke(66, 6, 43, 22, 27, 52, 28, 80, 48, 95, 70, 84, 71, 64, 53, 53, 33, 63, 27, 78)),
        StrokedGlyph(Stroke(55, 5, 37, 36, 27, 70, 38, 93, 59, 92, 68, 76, 56, 62, 37, 68, 30, 82)),
        StrokedGlyph(Stroke(72, 16, 56, 7, 36, 24, 25, 60, 34, 90, 57, 95, 74, 78, 66, 57, 44, 54, 27, 70)),
    ]
    private static let seven = [
        StrokedGlyph(Stroke(22, 11, 50, 10, 78, 8, 78, 8, 60, 45, 45, 95)),
        StrokedGlyph(Stroke(22, 12, 50, 9, 76, 10, 76, 10, 62, 40, 48, 95), Stroke(38, 51, 54, 50, 74, 48)),
        StrokedGlyph(Stroke(22, 24, 25, 10, 25, 10, 50, 12, 76, 8, 76, 8, 66, 30, 53, 60, 50, 95)),
    ]
    private static let eight = [
        StrokedGlyph(Stroke(67, 18, 50, 5, 33, 17, 39, 38, 62, 56, 73, 77, 52, 95, 28, 78, 38, 57, 60, 40, 68, 18)),
        StrokedGlyph(
            Stroke(50, 5, 33, 14, 32, 35, 50, 46, 68, 35, 67, 14, 50, 5),
            Stroke(50, 46, 27, 58, 27, 84, 50, 95, 73, 84, 73, 58, 50, 46)),
        StrokedGlyph(Stroke(52, 46, 34, 32, 38, 10, 60, 6, 68, 24, 52, 46, 30, 68, 32, 90, 56, 95, 72, 78, 66, 58, 48, 45)),
    ]
    private static let nine = [
        StrokedGlyph(Stroke(70, 20, 51, 6, 29, 18, 28, 42, 47, 52, 66, 38, 71, 18, 71, 18, 71, 50, 67, 95)),
        StrokedGlyph(Stroke(70, 22, 52, 6, 31, 18, 30, 41, 49, 52, 68, 38, 71, 20, 73, 54, 61, 86, 36, 94)),
        StrokedGlyph(Stroke(66, 14, 46, 8, 30, 26, 40, 46, 60, 42, 70, 20, 70, 20, 64, 55, 52, 96)),
    ]
}
