import CNcurses

/// Makes keys of what a terminal sends, as curses has taken it apart. Reports of the mouse, and replies that nobody asked for, are never taken for text,
/// also where they are broken off or nonsense.
struct KeyReader {
    /// What curses gives.
    enum Sent: Equatable, Sendable {
        case character(UInt32)
        /// A key by its code.
        case code(Int32)
    }

    /// What was read too far.
    private var pushedBack: [Sent] = []
    /// What there is; nil for nothing yet.
    private let read: () -> Sent?
    /// Waits a millisecond.
    private let wait: () -> Void
    private let now: () -> ContinuousClock.Instant
    /// Whether characters beyond ASCII come as the bytes of UTF-8, as terminals send them whatever the locale says.
    private let readsBytes: Bool
    /// What is known of a report of the mouse whose rest is still to come, and until when it is taken for that.
    private var report: (parameters: String, end: ContinuousClock.Instant)?

    /// Milliseconds that the rest of what has begun may take, which terminals do not let one wait for.
    private static let patience = 200
    /// How long the rest of a report of the mouse may take: nothing else begins as it does, and nobody waits for it.
    private static let patienceWithReports = Duration.seconds(1)

    init(
        readsBytes: Bool = false, read: @escaping () -> Sent?, wait: @escaping () -> Void,
        now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        (self.readsBytes, self.read, self.wait, self.now) = (readsBytes, read, wait, now)
    }

    /// The next key that is waiting; nil for none.
    mutating func next() -> Key? {
        if let begun = report {
            report = nil
            if now() < begun.end, let key = mouseReport(begun.parameters, until: begun.end) { return key }
        }
        while report == nil, let sent = sent() {
            switch sent {
            case .character(let code): if let key = key(character: code) { return key }
            case .code(let code): if let key = key(code: code) { return key }
            }
        }
        return nil
    }

    private mutating func sent() -> Sent? { pushedBack.popLast() ?? read() }

    /// What follows within the time that one waits.
    private mutating func following() -> Sent? {
        for _ in 0..<Self.patience {
            if let sent = sent() { return sent }
            wait()
        }
        return nil
    }

    private mutating func key(character code: UInt32) -> Key? {
        switch code {
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 27: return afterEscape()
        case 0..<27: return UnicodeScalar(code + 96).map { .control(Character($0)) }
        case 31: return .control("_")
        case 28..<31: return nil
        default: return scalar(code).map { .character(Character($0)) }
        }
    }

    /// The character that a code is, or begins; U+FFFD for bytes that make none.
    private mutating func scalar(_ code: UInt32) -> UnicodeScalar? {
        guard readsBytes, 0x80...0xFF ~= code else { return UnicodeScalar(code) }
        var bytes = [UInt8(code)]
        let count = code >= 0xF0 ? 4 : code >= 0xE0 ? 3 : code >= 0xC0 ? 2 : 1
        while bytes.count < count {
            let next = following()
            guard case .character(0x80..<0xC0)? = next, case .character(let byte)? = next else {
                if let next { pushedBack.append(next) }
                break
            }
            bytes.append(UInt8(byte))
        }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    }

    /// Alt with a key comes as an escape and the key at once; a sequence as an escape, a bracket, and more at once.
    private mutating func afterEscape() -> Key? {
        guard let sent = sent() else { return .escape }
        guard case .character(let code) = sent, let scalar = UnicodeScalar(code) else {
            pushedBack.append(sent)
            return .escape
        }
        let more = "[]P_".unicodeScalars.contains(scalar) ? self.sent() : nil
        if let more { pushedBack.append(more) }
        switch (scalar, more) {
        case ("[", .character(0x20...0x7E)?): return controlSequence()
        // Replies about colours and the like begin with a number, those to other questions with P, those about pictures with _G.
        case ("]", .character(0x30...0x39)?), ("P", .character(0x20...0x7E)?), ("_", .character(0x47)?): return skipString()
        default: return code == 13 || code == 10 ? .altEnter : code == 27 ? .escape : .alt(Character(scalar))
        }
    }

    /// Most characters of a sequence's parameters that are looked at.
    private static let longestParameters = 32

    /// Reads a control sequence to its end (ECMA-48, 5.4).
    ///
    /// - Returns: a report of the mouse; nil for everything else, which means nothing here.
    private mutating func controlSequence() -> Key? {
        while let sent = following() {
            guard case .character(let code) = sent, (0x20...0x7E).contains(code) else {
                // It was broken off.
                pushedBack.append(sent)
                return nil
            }
            if code == 0x3C { return mouseReport() }
            if code >= 0x40 { return nil }
        }
        return nil
    }

    /// Reads a report of the mouse to its end, or as far as it has come.
    ///
    /// - Parameters:
    ///   - begun: what was read of its parameters.
    ///   - end: until when more was awaited where the rest comes later: what cannot belong to it is then a key.
    private mutating func mouseReport(_ begun: String = "", until end: ContinuousClock.Instant? = nil) -> Key? {
        var parameters = begun
        var hasRead = false
        while let sent = sent() {
            hasRead = true
            guard case .character(let code) = sent, (0x20...0x7E).contains(code), let scalar = UnicodeScalar(code),
                end == nil || "0123456789;Mm".unicodeScalars.contains(scalar)
            else {
                // It was broken off.
                pushedBack.append(sent)
                return nil
            }
            guard code >= 0x40 else {
                if parameters.utf8.count <= Self.longestParameters { parameters.unicodeScalars.append(scalar) }
                continue
            }
            guard parameters.utf8.count <= Self.longestParameters, scalar == "M" || scalar == "m" else { return nil }
            let numbers = parameters.split(separator: ";" as Character, omittingEmptySubsequences: false).map { Int($0) }
            let event = MouseEvent(numbers: numbers.compactMap(\.self), isRelease: scalar == "m")
            return numbers.contains(nil) ? nil : event.map(Key.mouse)
        }
        // Looking again is no sign of life.
        report = (parameters, end.flatMap { hasRead ? nil : $0 } ?? now() + Self.patienceWithReports)
        return nil
    }

    /// Reads a string of control functions to its end, a bell or an escape and a backslash.
    private mutating func skipString() -> Key? {
        while let sent = following() {
            guard case .character(let code) = sent, code >= 32 || code == 27 else { return nil }
            guard code == 27 else { continue }
            guard let end = following(), end != .character(0x5C) else { return nil }
            pushedBack += [end, sent]
            return nil
        }
        return nil
    }

    private mutating func key(code: Int32) -> Key? {
        switch code {
        case KEY_LEFT: return .left
        case KEY_RIGHT: return .right
        case KEY_UP: return .up
        case KEY_DOWN: return .down
        case KEY_HOME: return .home
        case KEY_END: return .end
        case KEY_PPAGE: return .pageUp
        case KEY_NPAGE: return .pageDown
        case KEY_BACKSPACE: return .backspace
        case KEY_DC: return .delete
        case KEY_ENTER: return .enter
        case KEY_BTAB: return .backTab
        case KEY_RESIZE: return .resize
        case KEY_F0 + 1...KEY_F0 + 12: return .function(Int(code - KEY_F0))
        // The Linux console's description has a name for ^Z.
        case KEY_SUSPEND: return .control("z")
        case Int32(SCREEN_WORD_LEFT): return .wordLeft
        case Int32(SCREEN_WORD_RIGHT): return .wordRight
        case Int32(SCREEN_PASTE_BEGIN): return .paste(pasted())
        case Int32(SCREEN_MOUSE): return mouseReport()
        case Int32(SCREEN_OLD_MOUSE):
            // Terminals that are asked for the new reports and know only the old ones: three characters.
            for _ in 0..<3 { _ = following() }
            return nil
        default: return nil
        }
    }

    /// Everything up to the end of what is pasted.
    private mutating func pasted() -> String {
        var text = String.UnicodeScalarView()
        while let sent = following() {
            switch sent {
            case .character(let code):
                if let scalar = scalar(code == 13 ? 10 : code), scalar == "\n" || scalar == "\t" || scalar.value >= 32 {
                    text.append(scalar)
                }
            case .code(let code):
                if code == Int32(SCREEN_PASTE_END) { return String(text) }
            }
        }
        return String(text)
    }
}
