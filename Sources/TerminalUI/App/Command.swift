/// What one can say after a colon, and the keys that act while no text is typed: one table for obeying, completing and explaining.
enum Command: String, CaseIterable, Sendable {
    case save
    case saveAnyway = "save!"
    case open, take, run, stale, undo, redo, pause, resume, stop, rate, next, previous, watch, view, delete, interrupt, runs, forget, limit,
        help, quit
    case leave = "quit!"

    var sentence: String {
        switch self {
        case .save: ":save [file]  writes the session"
        case .saveAnyway: ":save!  writes it over another program's changes"
        case .open: ":open file  saves this session and goes on with another"
        case .take: ":take  takes the session over from another notebook"
        case .run: ":run  runs all cells"
        case .stale: ":stale  runs the cells that have to run again"
        case .undo: ":undo  takes the latest change of cells back"
        case .redo: ":redo  does it again"
        case .pause: ":pause  holds the training"
        case .resume: ":resume  goes on"
        case .stop: ":stop  ends the training after this step"
        case .rate: ":rate 0.001  changes the learning rate from the next step on"
        case .next: ":next  watches the next example"
        case .previous: ":previous  watches the example before"
        case .watch: ":watch 17  watches this example"
        case .view: ":view  shows something else of the run"
        case .delete: ":delete  removes the selected cell"
        case .interrupt: ":interrupt  ends what runs; what is queued goes on"
        case .runs: ":runs  lists the training runs that are kept beside the file"
        case .forget: ":forget 3f9a  removes what is kept of a run; :forget all"
        case .limit: ":limit 500 MB  how much the kept runs may take together"
        case .help: ":help  shows this page"
        case .quit: ":quit  saves and leaves, as ^D does; what trains goes on next time"
        case .leave: ":quit!  leaves without saving"
        }
    }

    /// The key that does the same with Alt while text is typed, and alone while cells are browsed, unless `browsingKey` is another.
    var key: Character? {
        switch self {
        case .pause: "p"
        case .stop: "s"
        case .next: "]"
        case .previous: "["
        case .view: "v"
        case .run: "R"
        case .stale: "S"
        case .help: "?"
        default: nil
        }
    }

    static func named(_ word: String) -> Command? {
        switch word {
        case "q", "wq", "x": .quit
        case "q!": .leave
        case "w": .save
        case "w!": .saveAnyway
        case "e", "o": .open
        default: Command(rawValue: word)
        }
    }

    /// The key that does the same while cells are browsed. There `p` puts a cell, as in vi.
    var browsingKey: Character? { self == .pause ? " " : key }

    /// Whether it changes what trains, or what is seen of it.
    var steersRun: Bool { [.pause, .resume, .stop, .rate, .next, .previous, .watch, .interrupt].contains(self) }

    static func of(key: Character) -> Command? { allCases.first { $0.key == key } }

    static func of(browsingKey: Character) -> Command? { allCases.first { $0.browsingKey == browsingKey } }

    /// What `:help` shows, in as many pages as it takes.
    static var helpLines: [String] {
        [
            "Return runs a cell, or begins a line while a bracket is open.", "Alt-Return always begins a line. Tab completes.",
            "Up and Down fetch earlier cells. help() explains the functions.",
            "^C clears the line; twice on an empty one it ends what trains.", "^Z suspends. ^L draws anew.",
            "PageUp and PageDown scroll.",
            "",
        ]
            + allCases.map { command in
                (command.key.map { "Alt-\($0)  " } ?? "       ") + command.sentence
            }
            + [
                "", "Alt-< Alt->  an earlier or later step of the example", "",
                "Esc browses the cells; there the keys above work without Alt, but",
                "the space bar pauses, since p puts a cell. There also:",
                "j k  select    g G  first, last    i Esc  back to typing",
                "Return  edits, prose too           r  runs",
                "o O  a new cell below, above       t T  prose below, above",
                "d d  removes and yanks             y y  yanks",
                "p P  puts below, above             D  duplicates",
                "Alt-j Alt-k  move down, up         J  joins with the next",
                "u  takes a change back             ^R  does it again",
                "While a cell is edited, Alt-x splits it at the cursor.",
            ]
    }
}
