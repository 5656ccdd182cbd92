import CellLanguage
import Notebook

/// Something that the notebook can be told to do: by keys, by a colon and its name, or from the palette. All of these, help and the hints of the
/// status line come from the one table `Action.all`.
struct Action: Sendable {
    /// Where keys are pressed.
    enum Mode: String, CaseIterable, Sendable {
        /// Text is typed: characters are the text's.
        case type
        /// Cells are selected: characters are keys.
        case browse
        /// The table of layers of what is typed is entered.
        case layers
        /// An example is made up.
        case own
    }

    /// What it is about, as help is divided.
    enum Group: String, CaseIterable, Sendable {
        case typing = "While typing"
        case layers = "In the table of layers"
        case cells = "Cells"
        case training = "Training"
        case panel = "View of the run"
        case own = "An example of your own"
        case session = "The session and the notebook"
    }

    /// What it is called after a colon and in the file of keys.
    let name: String
    let group: Group
    /// What it does, in a few words.
    let sentence: String
    /// What follows the name, as help writes it, in brackets where it can be left out; nil where nothing does.
    var argument: String?
    /// Whether what follows is a file.
    var takesPath = false
    /// What can follow, where that is known; it may be found out.
    var choices: (@Sendable (_ controller: inout NotebookController) -> [Completions.Item])?
    /// Keys while text is typed, and while cells are browsed.
    var typing: [KeyBinding] = []
    var browsing: [KeyBinding] = []
    /// The only mode that it is for, with its keys there; nil for one that can be done anywhere.
    var mode: Mode?
    var keysInMode: [KeyBinding] = []
    /// Other names after a colon.
    var aliases: [String] = []
    /// Whether it changes what trains, or what is seen of it by others too: not for who only looks on.
    var steersRun = false
    /// Whether its keys count at any time, also while something is asked or played.
    var isAlwaysThere = false
    /// Whether it is about the terminal, and done also while a page or a list is shown.
    var isOfTerminal = false
    /// Whether it does something to the selected cell.
    var needsCell = false
    /// - Parameter argument: what follows the name, without spaces at its ends.
    let perform: @Sendable (_ controller: inout NotebookController, _ argument: String) -> Void

    init(
        _ name: String, _ group: Group, _ sentence: String, argument: String? = nil, takesPath: Bool = false,
        choices: (@Sendable (_ controller: inout NotebookController) -> [Completions.Item])? = nil, typing: [KeyBinding] = [],
        browsing: [KeyBinding] = [], aliases: [String] = [], steersRun: Bool = false, isAlwaysThere: Bool = false,
        isOfTerminal: Bool = false,
        perform: @escaping @Sendable (_ controller: inout NotebookController, _ argument: String) -> Void
    ) {
        (self.name, self.group, self.sentence, self.argument, self.takesPath) = (name, group, sentence, argument, takesPath)
        (self.typing, self.browsing, self.aliases) = (typing, browsing, aliases)
        self.choices = choices
        (self.steersRun, self.isAlwaysThere, self.isOfTerminal, self.perform) = (steersRun, isAlwaysThere, isOfTerminal, perform)
    }

    /// Something that is done to the selected cell.
    static func ofCell(
        _ name: String, _ sentence: String, browsing: [KeyBinding], typing: [KeyBinding] = [],
        perform: @escaping @Sendable (_ controller: inout NotebookController, _ selected: SelectedCell) -> Void
    ) -> Action {
        var action = Action(name, .cells, sentence, typing: typing, browsing: browsing) { controller, _ in
            if let selected = controller.selected {
                perform(&controller, selected)
            } else {
                controller.model.message = "`\(name)` needs a selected cell: Esc, then j and k, select one."
            }
        }
        action.needsCell = true
        return action
    }

    /// Something that is done in one mode alone.
    static func of(
        _ mode: Mode, _ name: String, _ group: Group, _ sentence: String, _ keys: [KeyBinding],
        perform: @escaping @Sendable (_ controller: inout NotebookController) -> Void
    ) -> Action {
        var action = Action(name, group, sentence) { controller, _ in
            if controller.mode == mode {
                perform(&controller)
            } else {
                let key = mode.entrance.flatMap { controller.model.keys.sequences(of: $0, in: .type).first?.name } ?? ""
                controller.model.message = "`\(name)` does not work here: \(key) goes where it does."
            }
        }
        (action.mode, action.keysInMode) = (mode, keys)
        return action
    }

    /// Whether it does something to text that is typed, and to nothing else.
    var writes: Bool { group == .typing && browsing.isEmpty }

    func keys(_ mode: Mode) -> [KeyBinding] {
        switch mode {
        case .type: typing
        case .browse: browsing
        case self.mode: keysInMode
        default: []
        }
    }

    /// Whether it can be done without anything after its name.
    var isComplete: Bool { argument?.hasPrefix("[") ?? true }

    /// All that there is, group by group.
    static let all: [Action] = typingActions + layerActions + cellActions + trainingActions + panelActions + ownActions + sessionActions

    private static let byName: [String: Action] = {
        var actions: [String: Action] = [:]
        for action in all { for name in [action.name] + action.aliases { actions[name] = action } }
        return actions
    }()

    /// The action of this name; nil for none.
    static func named(_ name: String) -> Action? { byName[name] }
}

extension Action.Mode {
    /// The action that leads to it; nil where none has to.
    var entrance: String? {
        switch self {
        case .type, .browse: nil
        case .layers: "layers"
        case .own: "try"
        }
    }
}

/// The cell that is selected, among the others.
struct SelectedCell {
    var cells: ShownCells
    var place: Int

    var view: CellView { cells[place] }
    var id: CellID { view.id }
    /// The cell below; nil at the end.
    var below: CellID? { cells.below(place) }
}
