extension Action {
    static let layerActions: [Action] = [
        here("layer-next", "chooses the next layer", ["Down", "j"]) { $0.moveRow(1) },
        here("layer-previous", "chooses the previous layer", ["Up", "k"]) { $0.moveRow(-1) },
        here("number-next", "chooses the layer's next number; digits replace it", ["Right", "l"]) { $0.moveNumber(1) },
        here("number-previous", "chooses the previous number", ["Left", "h"]) { $0.moveNumber(-1) },
        here("number-double", "doubles the number; adds 0.1 to a share", ["+", "="]) { $0.scaleNumber(doubles: true) },
        here("number-halve", "halves it; takes 0.1 from a share", ["-"]) { $0.scaleNumber(doubles: false) },
        here("layer-add", "adds a layer below", ["a", "o"]) { controller in
            controller.chooseLayers(.behind(controller.model.building?.row ?? 0))
        },
        here("layer-add-above", "adds a layer above", ["A", "O"]) { controller in
            controller.chooseLayers(.before(controller.model.building?.row ?? 0))
        },
        here("layer-change", "replaces the layer with another", ["c"]) { controller in
            controller.chooseLayers(.replacement(controller.model.building?.row ?? 0))
        },
        here("layer-remove", "removes the layer", ["d", "Delete"]) { $0.removeLayer() },
        here("layer-down", "moves the layer down", ["J", "Alt-j"]) { $0.moveLayer(1) },
        here("layer-up", "moves the layer up", ["K", "Alt-k"]) { $0.moveLayer(-1) },
        here("layer-undo", "undoes the latest change to the text", ["u"]) { $0.undoBuilding() },
        here("layer-redo", "redoes the undone change", ["U", "^R"]) { $0.undoBuilding(redoes: true) },
        here("layers-palette", "lists all commands, and runs one", ["^P"]) { $0.openPalette() },
        here("layers-help", "explains these keys", ["F1", "Alt-?", "?"]) { $0.model.page = .init(contents: .keysOf(.layers)) },
        here("layers-done", "returns to the text", ["Esc", "Return", "^C"]) { $0.model.building = nil },
    ]

    private static func here(
        _ name: String, _ sentence: String, _ keys: [KeyBinding],
        perform: @escaping @Sendable (_ controller: inout NotebookController) -> Void
    ) -> Action {
        .of(.layers, name, .layers, sentence, keys, perform: perform)
    }
}
