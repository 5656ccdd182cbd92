import Notebook

/// The table of the layers that are typed: what is changed in it is changed in the text.
extension NotebookController {
    /// Makes the table anew for what is typed.
    ///
    /// - Returns: whether that could be done at once.
    mutating func updateLayers() -> Bool {
        let (source, offset) = (model.editor.string, model.building == nil ? nil : model.layers.map { $0.start + 1 })
        guard let table = manager.readyLayers(in: source, at: offset ?? model.editor.offset, for: model.edited) else { return false }
        model.layers = table
        guard var building = model.building else { return true }
        guard let table else {
            model.building = nil
            return true
        }
        building.settle(in: table)
        // What is wrong with the layers is said once, and not for each number that does not mend it.
        let isWrong = table.problem != nil
        building.alternatives = manager.alternatives(in: source, table, number: building.number, of: building.row, for: model.edited)
            .filter { !isWrong || !$0.isRefused }
        model.building = building
        return true
    }

    /// Goes from the text, or from the selected cell, into the table.
    mutating func enterLayers() {
        let before = model
        if let selected {
            guard selected.view.kind == .code else {
                model.message = "Prose has no layers."
                return
            }
            edit(selected.view)
        }
        guard model.mode == .typing, !model.typesProse, updateLayers(), let table = model.layers else {
            model = before
            model.message = "There are no layers here, as in net = gru(64) | last | dense(10)."
            return
        }
        var building = LayerBuilding(undoDepth: model.editor.undoDepth)
        // The row that the cursor is in or behind.
        building.row = table.row(at: model.editor.offset)
        model.building = building
        _ = updateLayers()
    }

    /// Enters the table at a row of it.
    mutating func chooseLayer(_ row: Int) {
        guard model.replay == nil, model.question == nil else { return }
        if model.building == nil { enterLayers() }
        model.building?.row = row
        model.building?.number = 0
        model.building?.digits = ""
        _ = updateLayers()
    }

    /// Obeys a key in the table.
    mutating func build(_ key: Key) {
        model.message = nil
        if case .character(let character) = key, character.isASCII, character.isNumber || character == "." { return typeDigit(character) }
        if key == .backspace, let digits = model.building?.digits, !digits.isEmpty {
            model.building?.digits.removeLast()
            if digits.count > 1 { write(String(digits.dropLast())) }
            return
        }
        model.building?.digits = ""
        if !act(on: key) { sayMeaningless(key) }
    }

    private mutating func typeDigit(_ character: Character) {
        guard let building = model.building, let table = model.layers, building.written(in: table) != nil else {
            model.message = "This layer has no number to change."
            return
        }
        let digits = building.digits + String(character)
        guard Double(digits) != nil || digits == "." else { return }
        model.building?.digits = digits
        if digits != ".", digits.last != "." { write(digits.hasPrefix(".") ? "0" + digits : digits) }
    }

    /// Writes another number in place of the chosen one.
    private mutating func write(_ number: String) {
        guard let building = model.building else { return }
        change(.number(building.number, of: building.row, number))
    }

    /// Makes the chosen number twice as large, or half as large; a share, a tenth larger or smaller.
    mutating func scaleNumber(doubles: Bool) {
        guard let building = model.building, let table = model.layers, let written = building.written(in: table) else { return }
        if let whole = Int(written) {
            let (double, overflows) = whole.multipliedReportingOverflow(by: 2)
            let number = String(doubles ? overflows ? whole : double : max(1, whole / 2))
            if let refusal = refusal(of: number, building, table) { model.message = refusal } else { write(number) }
        } else if let number = Double(written) {
            // Shares go in tenths.
            let tenths = (number * 10).rounded() + (doubles ? 1 : -1)
            write(String(max(0, min(9, tenths)) / 10))
        }
    }

    /// Why a layer that is well would not be with this number, whatever follows it; nil where it would.
    private func refusal(of number: String, _ building: LayerBuilding, _ table: LayerTable) -> String? {
        guard table.rows.indices.contains(building.row), !table.rows[building.row].output.isEmpty,
            let source = try? SessionManager.edited(model.editor.string, table, .number(building.number, of: building.row, number)),
            let other = manager.readyLayers(in: source, at: table.start + 1, for: model.edited) ?? nil,
            other.rows.indices.contains(building.row), other.rows[building.row].output.isEmpty
        else { return nil }
        return other.problem?.sentence
    }

    mutating func moveRow(_ rows: Int) {
        model.building?.row += rows
        model.building?.number = 0
        _ = updateLayers()
    }

    mutating func moveNumber(_ numbers: Int) {
        model.building?.number += numbers
        _ = updateLayers()
    }

    mutating func moveLayer(_ rows: Int) {
        guard let row = model.building?.row, let table = model.layers else { return }
        guard let other = table.sibling(of: row, rows) else {
            model.message = "There is no layer \(rows > 0 ? "below" : "above") to move it past."
            return
        }
        // Behind another it is behind all that is inside of that.
        let target = rows > 0 ? row + table.end(of: other) - other : other
        if change(.move(row, to: other)) { moveRow(target - row) }
    }

    mutating func removeLayer() {
        guard let row = model.building?.row else { return }
        change(.remove(row))
    }

    /// Has layers chosen to be put somewhere.
    mutating func chooseLayers(_ purpose: LayerBuilding.Purpose) {
        model.building?.purpose = purpose
        let numbers = model.layers?.rows.flatMap { row in row.numbers.map { Array(row.written.utf8)[$0] } } ?? []
        let width = numbers.compactMap { Int(String(decoding: $0, as: UTF8.self)) }.first ?? 64
        model.picker = Picker(layers: SessionManager.layerChoices(width: width))
    }

    /// Puts layers where they were chosen for.
    mutating func putLayers(_ written: String) {
        guard let purpose = model.building?.purpose, !written.allSatisfy(\.isWhitespace) else { return }
        switch purpose {
        case .before(let row): change(.insert(written, at: row))
        case .behind(let row):
            let place = model.layers?.end(of: row) ?? 0
            if change(.append(written, after: row)) { model.building?.row = place }
        case .replacement(let row): change(.replace(row, with: written))
        }
        _ = updateLayers()
    }

    /// Takes back the latest change of the text, or makes it again.
    mutating func undoBuilding(redoes: Bool = false) {
        guard redoes || model.editor.undoDepth > model.building?.undoDepth ?? 0 else {
            model.message = "The text is as it was when the table was opened."
            return
        }
        _ = model.editor.handle(.alt(redoes ? "U" : "u"))
        isHintOutdated = true
        _ = updateLayers()
    }

    /// - Returns: whether the change could be made.
    @discardableResult
    private mutating func change(_ edit: LayerEdit) -> Bool {
        guard let table = model.layers else { return false }
        let source = model.editor.string
        do throws(LayerEditProblem) {
            let edited = try SessionManager.edited(source, table, edit)
            guard edited != source else { return true }
            model.editor.replace(with: edited)
            isHintOutdated = true
            _ = updateLayers()
            return true
        } catch {
            model.message = error.sentence
            return false
        }
    }
}

extension LayerTable {
    /// The row that a place of the source is in or behind.
    fileprivate func row(at offset: Int) -> Int { rowStarts.lastIndex { $0 < offset } ?? 0 }
}
