import TextFormatting

/// What has a terminal show a notification, beside the bell. There are two such sequences, and a terminal that knows both would show two notifications.
struct DesktopNotification: Sendable, Equatable {
    /// The one that a terminal is sent.
    enum Form: Sendable, Equatable {
        /// iTerm2's, OSC 9, which most know, or ignore.
        case message
        /// That of rxvt-unicode, OSC 777, which has a title too.
        case titled
    }

    let form: Form

    /// Terminals that know OSC 777, by the beginning of TERM and by TERM_PROGRAM; those of the library VTE say its version.
    private static let (terms, programs) = (["rxvt-unicode", "foot", "xterm-ghostty", "wezterm"], ["ghostty", "WezTerm", "foot"])

    /// That of the terminal which these variables describe.
    init(environment: [String: String]) {
        let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
        // Inside of a multiplexer the variables of the terminal around it may be left over.
        let isInside = ["tmux", "screen"].contains { term.hasPrefix($0) }
        let isKnown =
            Self.terms.contains { term.hasPrefix($0) } || Self.programs.contains(program) || environment["VTE_VERSION"]?.isEmpty == false
        form = isKnown && !isInside ? .titled : .message
    }

    /// What is sent.
    func sequence(_ text: String) -> String {
        switch form {
        case .message: "\u{1B}]9;\(text.visible)\u{7}"
        case .titled: "\u{1B}]777;notify;Unroll;\(text.visible)\u{7}"
        }
    }
}
