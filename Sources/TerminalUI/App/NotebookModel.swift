import CellLanguage
import Charts
import Notebook

/// Everything that the front knows beside the session itself: a value, so that a screen follows from it and the session's state.
struct NotebookModel: Sendable {
    enum Mode: Sendable, Equatable {
        case typing
        case browsing(CellID)
    }

    /// What could stand where something is typed.
    struct Menu: Sendable {
        var completions: Completions
        /// The one that stands there now; nil while none was chosen.
        var selected: Int?
        /// What was typed before one was chosen.
        var typed: LineEditor?
    }

    /// What the user is asked before something is done.
    enum Question: Sendable, Equatable {
        /// How to leave while this run trains; without a file of the session nothing goes on without a window.
        case leaving(run: String, hasFile: Bool)
        /// Whether what was made since a replay is to be kept, in this file.
        case leavingReplay(branch: String)
        /// Whether it is to be lost after all.
        case discarding(branch: String)
    }

    /// Lines that are read one screen after the other.
    struct Page: Sendable, Equatable {
        enum Contents: Sendable, Equatable {
            case keys
            /// Those of one place alone.
            case keysOf(Action.Group)
            /// Those of an example of one's own that is typed.
            case keysOfTyping(OwnPage.Typing)
            /// What there is to read about a function or member; of nil, about all of them.
            case help(String?)
            /// A text, such as how a view is read.
            case paragraphs([String])
            case keptRuns
        }

        var contents: Contents
        /// The first line that is seen.
        var line = 0
    }

    var mode = Mode.typing {
        didSet {
            if mode != oldValue {
                looksElsewhere = false
                runs.selectedCell = if case .browsing(let cell) = mode { cell } else { nil }
            }
            if mode == .typing { showsMatches = false }
            if mode != match.map({ .browsing($0.cell) }) { match = nil }
        }
    }
    /// What keys mean.
    var keys = KeyMap.standard
    /// Keys that were pressed and need others to mean something.
    var pending: [Key] = []
    /// A list over everything else from which something is taken; nil for none.
    var picker: Picker?
    /// What is typed to search for; nil while nothing is.
    var search: LineEditor?
    /// At how many places that stands which is typed to search for; nil while nothing is.
    var found: Int?
    /// What was searched for last.
    var pattern = ""
    /// Whether it is marked where it stands.
    var showsMatches = false
    /// The place that was gone to; nil where another cell has been selected since.
    var match: SearchMatch?
    /// What is to be answered by the next key.
    var question: Question?
    var editor = LineEditor()
    /// The cell that is edited in place of being added.
    var edited: CellID?
    /// The cell before which a new one goes; nil for the end.
    var insertion: CellID?
    /// The cell that was selected when typing began, to which Esc goes back; nil where none was.
    var origin: CellID?
    /// Whether what is typed is prose, rather than a cell or a command.
    var typesProse = false
    /// Whether the next key may begin prose, since there was no cell to select.
    var mayBeginProse = false
    /// What was yanked or removed last, to be put elsewhere.
    var yanked: CellView?
    var menu: Menu?
    var hint: Hint?
    /// The layers of the pipeline that is typed; nil where none is.
    var layers: LayerTable?
    /// What is done in their table; nil while it is only looked at.
    var building: LayerBuilding?
    /// The example that is made up for a run to read; nil while none is.
    var own: OwnPage?
    /// What was made up for runs, to be found again, by what their pages are called.
    var ownKept: [String: OwnPage.Kept] = [:]
    /// The table of layers as far as there is anything to see in it.
    var shownLayers: LayerTable? { building != nil || layers?.rows.contains { !$0.output.isEmpty } == true ? layers : nil }
    var view = LivePanel.View.example
    /// The cell of the confusion matrix that is selected; nil for none.
    var pair: RunReview.ClassPair?
    /// The examples that are gone through, one after another; nil where all are.
    var trail: ExampleTrail?
    /// What is told while the data of another example is awaited; nil where none is.
    var awaited: String?
    /// How much of the screen the panel has.
    var panel = PanelShare()
    /// How the chart of losses is looked at.
    var loss = LossChartSettings()
    /// Which runs are looked at and compared.
    var runs = RunChoice()
    /// The step of the example that is looked at.
    var step: Int?
    /// Whether the newest cell is to be seen rather than the one that runs: from when it was typed until all are run.
    var seesEnd = false
    /// Lines scrolled up from the end.
    var scroll = 0
    /// Whether the user has scrolled since a cell was selected: neither that nor what runs is to be in sight.
    var looksElsewhere = false
    /// What the mouse does.
    var mouse = MouseUse()
    /// Files of sessions that were open before, the latest first, for whoever begins without one.
    var recent: [String] = []
    /// What is shown over everything else; nil for nothing.
    var page: Page?
    /// Whether it is being said that characters beyond ASCII cannot be shown; nil before, false afterwards.
    var tellsOfASCII: Bool?
    /// How many messages of the session the user has had time to read.
    var messagesRead = 0
    /// The warning about the session's files that the user has had time to read; nil for none.
    var readWarning: String?
    /// The latest sentence of the front's own.
    var message: String?
    /// Whether the status line offers keys.
    var showsKeys = true
    /// What a replay is doing, in words.
    var replay: [StatusPart]?
    /// Whether it pauses, or will behind what runs.
    var isReplayPaused = false
}
