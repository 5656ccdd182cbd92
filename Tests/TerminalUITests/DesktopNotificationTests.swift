import Testing

@testable import TerminalUI

/// The notification sent to a terminal when a long run has ended.
@Suite struct DesktopNotificationTests {
    @Test(arguments: [
        (["TERM": "rxvt-unicode-256color"], true), (["TERM": "foot"], true), (["TERM": "foot-direct"], true),
        (["TERM": "xterm-ghostty"], true), (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], true),
        (["TERM": "xterm-256color", "VTE_VERSION": "7600"], true), (["TERM": "xterm-256color", "VTE_VERSION": ""], false),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], false), (["TERM": "xterm-kitty"], false), ([:], false),
        (["TERM": "tmux-256color", "VTE_VERSION": "7600"], false), (["TERM": "screen", "TERM_PROGRAM": "WezTerm"], false),
    ])
    func aTerminalIsSentOneNotification(_ environment: [String: String], _ isTitled: Bool) {
        let sequence = DesktopNotification(environment: environment).sequence("run finished; error 3 %\u{1B}")
        let text = "run finished; error 3 %␛\u{7}"
        #expect(sequence == (isTitled ? "\u{1B}]777;notify;Unroll;" : "\u{1B}]9;") + text)
    }
}
