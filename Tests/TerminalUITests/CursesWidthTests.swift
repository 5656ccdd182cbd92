import CNcurses
import Testing
import TextFormatting

#if canImport(Glibc)
    import Glibc
#endif

/// The widths of characters according to the terminal library.
@Suite struct CursesWidthTests {
    #if canImport(Glibc)
        /// The library decides; versions of Unicode differ in new characters.
        @Test func widthsAreThoseOfTheLibrary() throws {
            let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
            let before = uselocale(locale)
            defer {
                uselocale(before)
                freelocale(locale)
            }
            var (known, different): (Int, [String]) = (0, [])
            for value in UInt32(0x20)..<0x3_0000 {
                guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
                let width = screenWidth(wchar_t(bitPattern: value))
                guard width >= 0 else { continue }
                known += 1
                if Int(width) != DisplayWidth.of(scalar) { different.append("U+\(String(value, radix: 16)): \(width)") }
            }
            #expect(known > 100_000)
            #expect(different.count < known / 1_000, "\(different)")
        }
    #endif
}
