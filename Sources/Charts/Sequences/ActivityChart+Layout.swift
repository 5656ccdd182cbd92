import TextFormatting

/// The choice and the arrangement of the strips.
extension ActivityChart {
    /// The strips of a layer, one in each row, or a pair if the two directions are side by side.
    struct Group {
        var rows: [[ActivityStrip]]
        /// Whether the strips' titles name only their parts.
        var isNamedApart: Bool
        /// Whether the layer's name is then in a line above the strips; it is omitted if there is no line for it.
        var hasHeading: Bool
    }

    /// Where the numbers of units are: in front of the rows, or in titles if these have more room.
    enum UnitNames { case rows, titles }

    struct Layout {
        var unitNames: UnitNames
        /// The number of columns in front of the steps, for the numbers of units.
        var margin: Int
        var groups: [Group]
        /// The number of columns of a strip.
        var width: Int
        /// Whether strips are side by side in pairs.
        var isPaired: Bool
        /// The number of lines of every strip, including its title.
        var rowHeight: Int
        /// The number of strips that do not fit.
        var hidden: Int
        /// The strips, in drawing order, that have the colour scale beside their title.
        var scales: [Int]
        var hasAxis: Bool
        var hasLegend: Bool

        /// The number of rows of a strip below its title.
        var heatRows: Int { max(1, rowHeight - 1) }
    }

    /// The greatest number of units that a title lists.
    private static let mostInTitles = 8
    /// The least number of rows of a strip, including its title.
    private static let leastRows = 3

    /// As many strips as fit, with the numbers of their units in front of the rows, or in the titles if the rows would
    /// make the steps much narrower.
    func layout(_ area: Rectangle, _ terminalStyle: TerminalStyle) -> Layout {
        let canPair = canPair(area.width)
        let layout = layout(area, .rows, isPaired: canPair, terminalStyle)
        if let other = layoutWithTitles(area, insteadOf: layout, terminalStyle) { return other }
        // Numbers in front of the rows may leave too little room for the steps of both directions.
        guard canPair, axis(layout.width, margin: layout.margin).isFolded else { return layout }
        let stacked = self.layout(area, .rows, isPaired: false, terminalStyle)
        return layoutWithTitles(area, insteadOf: stacked, terminalStyle) ?? stacked
    }

    /// The same strips with the numbers of their units in the titles; nil where the steps would be no wider, or some titles have no room.
    private func layoutWithTitles(_ area: Rectangle, insteadOf layout: Layout, _ terminalStyle: TerminalStyle) -> Layout? {
        let (steps, wide) = (axis(layout.width, margin: layout.margin), axis(layout.width, margin: Self.margin))
        let isNarrower = wide.columns - steps.columns > layout.margin - Self.margin || steps.isFolded && !wide.isFolded
        guard isNarrower else { return nil }
        let other = self.layout(area, .titles, isPaired: layout.isPaired, terminalStyle)
        return canNameUnits(other, area.width, terminalStyle) ? other : nil
    }

    /// As many strips as fit, all of the same height: states before gates, the last layer before the first.
    private func layout(_ area: Rectangle, _ unitNames: UnitNames, isPaired: Bool, _ terminalStyle: TerminalStyle) -> Layout {
        let width = isPaired ? area.width / 2 : area.width
        let all = layers.map { layer -> Group in
            let rows = self.rows(of: layer, isPaired: isPaired)
            let isNarrow = rows.count > 1 && layer.contains { titleWidth($0) > width }
            let isNamedApart = isNarrow || rows.contains { $0.count > 1 }
            return Group(rows: rows, isNamedApart: isNamedApart, hasHeading: isNamedApart)
        }
        let hasAxis = area.height >= 4
        var room = area.height - (hasAxis ? 1 : 0)
        var groups = chosen(of: all, rows: room)
        // The colour scales for signed values and for gates are shown once each: beside a title, or in the legend if
        // there is no room.
        let kinds = Set(groups.flatMap(\.rows).joined().map(\.isSigned))
        var scales = isPaired || unitNames == .titles ? [] : kinds.compactMap { scale($0, groups, width, terminalStyle) }
        let hasLegend = area.height >= 2 + Self.leastRows && (scales.count < kinds.count || count(groups) < strips.count)
        if hasLegend {
            (room, scales) = (room - 1, [])
            groups = chosen(of: all, rows: room)
        }
        let rowCount = groups.reduce(0) { $0 + $1.rows.count }
        var layout = Layout(
            unitNames: unitNames, margin: Self.margin, groups: groups, width: width, isPaired: isPaired,
            rowHeight: max(1, (room - groups.count { $0.hasHeading }) / max(1, rowCount)), hidden: strips.count - count(groups),
            scales: scales, hasAxis: hasAxis, hasLegend: hasLegend)
        if unitNames == .rows {
            let labels = groups.flatMap(\.rows).joined().flatMap {
                $0.unitLabels(rows: layout.heatRows, perRow: Self.linesPerRow(terminalStyle))
            }
            layout.margin = max(Self.margin, (labels.map(\.count).max() ?? 0) + 1)
        }
        return layout
    }

    /// The number of units that a row shows.
    static func linesPerRow(_ terminalStyle: TerminalStyle) -> Int { HeatRamp(.signed, terminalStyle).isFine ? 2 : 1 }

    /// Whether all titles have room for the numbers of the units.
    private func canNameUnits(_ layout: Layout, _ width: Int, _ terminalStyle: TerminalStyle) -> Bool {
        let lines = layout.heatRows * Self.linesPerRow(terminalStyle)
        return layout.groups.allSatisfy { group in
            guard let first = group.rows.first?.first else { return true }
            guard group.rows.joined().allSatisfy({ min(lines, $0.width) <= Self.mostInTitles }) else { return false }
            func words(_ strip: ActivityStrip) -> Int { strip.unitList(lines: lines).map { 2 + $0.count } ?? 0 }
            guard !group.isNamedApart else { return group.hasHeading && DisplayWidth.of(first.layer) + words(first) <= width }
            return layout.rowHeight > 1
                && group.rows.joined().allSatisfy { DisplayWidth.of($0.layer + "  " + $0.part) + words($0) <= layout.width }
        }
    }

    /// The groups without the rows that do not fit.
    private func chosen(of all: [Group], rows room: Int) -> [Group] {
        let places = all.indices.flatMap { group in all[group].rows.indices.map { (group: group, row: $0) } }
        // A group's first row counts as its state, even if it has none.
        func isState(_ place: (group: Int, row: Int)) -> Bool {
            place.row == 0 || all[place.group].rows[place.row].contains(where: \.isState)
        }
        var chosen = Set<[Int]>()
        var taken = 0
        for place in places.filter(isState) + places.filter({ !isState($0) }) {
            let isFirst = !chosen.contains { $0[0] == place.group }
            let needed = Self.leastRows + (isFirst && all[place.group].hasHeading ? 1 : 0)
            guard taken + needed <= room || chosen.isEmpty else { break }
            chosen.insert([place.group, place.row])
            taken += needed
        }
        return all.indices.compactMap { group in
            let rows = all[group].rows.indices.filter { chosen.contains([group, $0]) }.map { all[group].rows[$0] }
            guard !rows.isEmpty else { return nil }
            var group = all[group]
            (group.rows, group.hasHeading) = (rows, group.hasHeading && room > Self.leastRows)
            return group
        }
    }

    private func count(_ groups: [Group]) -> Int { groups.flatMap(\.rows).joined().count }

    // MARK: Directions

    /// Whether the two directions of a layer can be side by side: all titles must fit, and all steps, at least without the numbers of units
    /// in front of the rows.
    private func canPair(_ width: Int) -> Bool {
        let half = axis(width / 2, margin: Self.margin)
        return strips.contains(where: \.isBackward) && !half.isFolded && half.columns > 0
            && strips.allSatisfy { DisplayWidth.of($0.part) < width / 2 }
    }

    /// The rows of a layer: one for each strip, or for each pair.
    private func rows(of layer: [ActivityStrip], isPaired: Bool) -> [[ActivityStrip]] {
        let (forward, backward) = (layer.filter { !$0.isBackward }, layer.filter(\.isBackward))
        guard isPaired, forward.count == backward.count else { return layer.map { [$0] } }
        return zip(forward, backward).map { [$0, $1] }
    }

    // MARK: Titles

    /// The width of a strip's title with the layer's name and the number of units.
    private func titleWidth(_ strip: ActivityStrip) -> Int {
        let units = strip.width < strip.units || strip.units > 2 ? "  \(strip.width) of \(strip.units) units" : ""
        return DisplayWidth.of(strip.layer + "  " + strip.part + units)
    }

    /// The first strip of this kind whose title leaves room for a colour scale.
    private func scale(_ isSigned: Bool, _ groups: [Group], _ width: Int, _ terminalStyle: TerminalStyle) -> Int? {
        let strips = groups.flatMap { group in group.rows.joined().map { (strip: $0, isNamedApart: group.isNamedApart) } }
        let name = DisplayWidth.of(names(isSigned, groups)) + 1
        return strips.firstIndex { strip, isNamedApart in
            let title = isNamedApart ? DisplayWidth.of(strip.part) : titleWidth(strip)
            return strip.isSigned == isSigned
                && scale(strip, terminalStyle).line(width: width - title - Self.scaleGap - name, terminalStyle) != nil
        }
    }
}
