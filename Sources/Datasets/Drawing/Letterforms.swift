/// The pen strokes of the lower-case letters a to z, in several common ways of writing each. Bodies without ascender or
/// descender lie between 31 and 77 of the sheet's height; ascenders begin near 4, and descenders end near 97.
enum Letterforms {
    /// The ways of writing the letters a to z.
    static let glyphs: [[StrokedGlyph]] = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]

    /// For each letter, those that a hurried hand may write in its place, including itself.
    static let lookAlikes: [[Int]] = (0..<26).map { letter in groups.first { $0.contains(letter) } ?? [letter] }

    private static let groups = ["ao", "bh", "ce", "ft", "gqy", "il", "mw", "nr", "sz", "uv"].map { group in
        group.utf8.map { Int($0) - Int(UInt8(ascii: "a")) }
    }

    private static let a = [
        StrokedGlyph(Stroke(74, 37, 48, 31, 24, 46, 26, 68, 48, 78, 70, 62, 77, 33, 77, 33, 76, 62, 88, 78)),
        StrokedGlyph(Stroke(70, 35, 44, 31, 22, 50, 34, 76, 58, 74, 74, 54, 72, 34), Stroke(76, 32, 77, 58, 82, 78)),
    ]
    private static let b = [
        StrokedGlyph(Stroke(24, 4, 23, 40, 24, 77, 24, 77, 52, 79, 77, 66, 73, 43, 48, 36, 25, 50)),
        StrokedGlyph(Stroke(30, 30, 48, 10, 36, 5, 26, 30, 25, 66, 44, 79, 70, 72, 76, 50, 58, 36, 34, 42)),
    ]
    private static let c = [
        StrokedGlyph(Stroke(76, 38, 50, 31, 25, 42, 22, 64, 46, 78, 79, 70)),
        StrokedGlyph(Stroke(70, 42, 62, 32, 36, 34, 22, 56, 36, 76, 62, 78, 80, 68)),
    ]
    private static let d = [
        StrokedGlyph(Stroke(74, 38, 46, 32, 22, 47, 27, 71, 52, 77, 75, 62), Stroke(77, 4, 77, 40, 80, 78)),
        StrokedGlyph(Stroke(70, 40, 44, 34, 24, 54, 36, 77, 62, 72, 76, 46, 78, 5, 78, 5, 76, 60, 88, 77)),
    ]
    private static let e = [
        StrokedGlyph(Stroke(22, 55, 50, 55, 77, 50, 64, 33, 38, 33, 22, 53, 34, 76, 60, 78, 80, 69)),
        StrokedGlyph(Stroke(26, 60, 56, 54, 70, 42, 56, 31, 34, 38, 24, 58, 38, 77, 64, 77, 82, 66)),
    ]
    private static let f = [
        StrokedGlyph(Stroke(80, 11, 60, 4, 46, 22, 46, 50, 44, 79), Stroke(22, 36, 48, 35, 74, 34)),
        StrokedGlyph(Stroke(72, 12, 56, 4, 44, 26, 46, 60, 42, 97), Stroke(24, 40, 46, 38, 72, 38)),
    ]
    private static let g = [
        StrokedGlyph(Stroke(74, 37, 46, 31, 23, 46, 32, 66, 56, 66, 75, 48), Stroke(77, 33, 78, 62, 72, 90, 46, 97, 22, 88)),
        StrokedGlyph(Stroke(70, 36, 42, 32, 24, 50, 40, 68, 64, 60, 76, 34, 76, 34, 76, 70, 58, 95, 32, 94, 40, 80, 78, 72)),
    ]
    private static let h = [
        StrokedGlyph(Stroke(24, 4, 24, 40, 24, 78), Stroke(24, 52, 44, 34, 68, 37, 76, 55, 78, 78)),
        StrokedGlyph(Stroke(22, 34, 42, 10, 32, 5, 24, 34, 24, 78, 24, 78, 34, 50, 56, 35, 72, 46, 74, 76)),
    ]
    private static let i = [
        StrokedGlyph(Stroke(50, 34, 50, 56, 52, 78), Stroke(50, 13, 52, 18)),
        StrokedGlyph(Stroke(36, 44, 50, 33, 50, 33, 48, 62, 54, 77, 68, 72), Stroke(54, 15, 56, 18)),
    ]
    private static let j = [
        StrokedGlyph(Stroke(56, 34, 58, 62, 52, 90, 30, 96), Stroke(56, 13, 58, 18)),
        StrokedGlyph(Stroke(40, 40, 58, 33, 58, 33, 58, 74, 44, 97, 28, 90, 48, 78, 76, 70), Stroke(60, 15, 62, 18)),
    ]
    private static let k = [
        StrokedGlyph(Stroke(24, 4, 24, 40, 24, 78), Stroke(74, 34, 50, 48, 26, 57, 26, 57, 50, 66, 79, 78)),
        StrokedGlyph(Stroke(22, 32, 40, 10, 30, 5, 24, 34, 24, 78), Stroke(25, 54, 50, 36, 68, 40, 56, 54, 36, 57, 36, 57, 58, 74, 80, 76)),
    ]
    private static let l = [
        StrokedGlyph(Stroke(50, 4, 50, 40, 52, 78)),
        StrokedGlyph(Stroke(30, 58, 54, 36, 62, 12, 52, 4, 44, 28, 45, 62, 58, 78, 74, 70)),
    ]
    private static let m = [
        StrokedGlyph(
            Stroke(14, 33, 14, 56, 14, 78), Stroke(14, 47, 28, 33, 44, 38, 48, 56, 48, 78), Stroke(48, 47, 64, 33, 80, 38, 86, 56, 86, 78)),
        StrokedGlyph(Stroke(12, 36, 18, 78, 18, 78, 24, 46, 38, 33, 46, 46, 48, 78, 48, 78, 54, 46, 70, 33, 80, 46, 84, 77)),
    ]
    private static let n = [
        StrokedGlyph(Stroke(24, 32, 24, 56, 24, 78), Stroke(24, 49, 44, 32, 68, 36, 76, 55, 78, 78)),
        StrokedGlyph(Stroke(20, 36, 26, 54, 26, 78, 26, 78, 36, 46, 58, 32, 74, 44, 76, 76)),
    ]
    private static let o = [
        StrokedGlyph(Stroke(50, 31, 27, 40, 22, 58, 40, 78, 64, 76, 78, 56, 70, 36, 48, 31)),
        StrokedGlyph(Stroke(62, 34, 36, 33, 22, 54, 34, 76, 60, 77, 76, 58, 70, 36, 54, 34, 66, 44, 84, 40)),
    ]
    private static let p = [
        StrokedGlyph(Stroke(24, 32, 24, 64, 24, 97), Stroke(24, 46, 48, 31, 76, 42, 76, 64, 52, 75, 25, 64)),
        StrokedGlyph(Stroke(20, 38, 28, 33, 28, 64, 26, 97, 26, 97, 30, 52, 54, 32, 76, 44, 70, 68, 46, 76, 28, 68)),
    ]
    private static let q = [
        StrokedGlyph(Stroke(74, 37, 46, 31, 22, 46, 28, 68, 52, 73, 75, 56), Stroke(77, 33, 77, 64, 79, 97)),
        StrokedGlyph(Stroke(70, 36, 42, 33, 24, 52, 42, 72, 66, 62, 76, 34, 76, 34, 74, 74, 74, 97, 74, 97, 86, 84)),
    ]
    private static let r = [
        StrokedGlyph(Stroke(30, 32, 30, 56, 30, 78), Stroke(30, 54, 46, 37, 76, 35)),
        StrokedGlyph(Stroke(24, 62, 38, 32, 38, 32, 52, 40, 70, 38, 70, 38, 66, 60, 74, 78)),
    ]
    private static let s = [
        StrokedGlyph(Stroke(75, 37, 50, 31, 28, 41, 42, 53, 64, 57, 74, 68, 54, 79, 24, 74)),
        StrokedGlyph(Stroke(26, 70, 48, 50, 54, 32, 54, 32, 64, 52, 70, 68, 52, 79, 28, 74)),
    ]
    private static let t = [
        StrokedGlyph(Stroke(48, 10, 48, 42, 53, 74, 76, 75), Stroke(22, 34, 50, 33, 78, 32)),
        StrokedGlyph(Stroke(50, 8, 50, 44, 50, 78), Stroke(26, 36, 50, 34, 74, 33)),
    ]
    private static let u = [
        StrokedGlyph(Stroke(24, 32, 24, 57, 35, 77, 58, 76, 76, 56), Stroke(76, 32, 76, 56, 80, 78)),
        StrokedGlyph(Stroke(22, 34, 26, 64, 42, 78, 62, 70, 74, 33, 74, 33, 74, 66, 86, 77)),
    ]
    private static let v = [
        StrokedGlyph(Stroke(22, 32, 36, 56, 50, 78, 50, 78, 64, 56, 79, 32)),
        StrokedGlyph(Stroke(22, 36, 32, 60, 48, 78, 66, 66, 76, 36, 76, 36, 88, 38)),
    ]
    private static let w = [
        StrokedGlyph(Stroke(12, 32, 20, 56, 30, 78, 30, 78, 42, 56, 50, 40, 50, 40, 60, 58, 70, 78, 70, 78, 80, 56, 90, 32)),
        StrokedGlyph(Stroke(12, 34, 16, 66, 30, 78, 46, 64, 50, 36, 50, 36, 54, 68, 68, 78, 82, 64, 87, 33)),
    ]
    private static let x = [
        StrokedGlyph(Stroke(24, 32, 50, 54, 79, 78), Stroke(76, 32, 50, 55, 22, 78)),
        StrokedGlyph(Stroke(20, 40, 34, 32, 48, 54, 62, 77, 80, 70), Stroke(74, 33, 50, 55, 26, 78)),
    ]
    private static let y = [
        StrokedGlyph(Stroke(22, 32, 34, 52, 51, 70), Stroke(80, 32, 61, 66, 44, 92, 24, 97)),
        StrokedGlyph(Stroke(22, 34, 28, 60, 46, 70, 64, 58, 76, 33, 76, 33, 74, 72, 56, 96, 30, 92)),
    ]
    private static let z = [
        StrokedGlyph(Stroke(24, 34, 50, 34, 76, 33, 76, 33, 48, 56, 22, 78, 22, 78, 50, 77, 80, 76)),
        StrokedGlyph(Stroke(26, 38, 48, 31, 70, 36, 60, 50, 40, 56, 40, 56, 68, 60, 62, 90, 34, 96)),
    ]
}
