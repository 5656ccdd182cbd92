import Testing

@testable import Charts

/// Colour scales beside the maps that they explain.
@Suite struct HeatScaleTests {
    private static let looks = [TerminalStyle.Depth.none, .sixteen, .many, .all].flatMap { depth in
        [false, true].flatMap { isLight in
            [false, true].map { hasUnicode in
                TerminalStyle(depth: depth, hasUnicode: hasUnicode, theme: Theme.standard(depth, isLight: isLight))
            }
        }
    }

    /// The cells of a map, from the least value to the greatest.
    private func shown(_ ramp: HeatRamp) -> [StyledCell] {
        (0...2000).reduce(into: []) { cells, step in
            let cell = ramp.cell(Float(step) / 2000)
            if cells.last != cell { cells.append(cell) }
        }
    }

    /// The colours of a scale from left to right, or its signs; both colours of cells with two.
    private func scale(_ line: StyledLine, _ ramp: HeatRamp) -> [StyledCell] {
        var cells: [StyledCell] = []
        func add(_ color: Color) {
            guard color != .standard else { return }
            let cell = StyledCell(character: " ", style: Style(.standard, on: color))
            if cells.last != cell { cells.append(cell) }
        }
        for span in line.spans {
            for character in span.text {
                if !ramp.hasColors {
                    cells.append(StyledCell(character: character, style: span.style))
                } else {
                    if character == "▌" { add(span.style.foreground) }
                    add(span.style.background)
                }
            }
        }
        return cells
    }

    /// Every colour is there, in order, even in the shortest form; for gradients in the longest.
    @Test func everyColorIsThere() {
        for style in Self.looks {
            for kind in [HeatRamp.Kind.probability, .signed] {
                let ramp = HeatRamp(kind, style)
                let all = shown(ramp)
                let forms = HeatScale(ramp, low: "0", middle: "50", high: "100 %").forms(style)
                #expect(zip(forms, forms.dropFirst()).allSatisfy { $0.width > $1.width } && forms.count > 1)
                for (place, form) in forms.enumerated() {
                    #expect(form.text.hasPrefix("0 ") && form.text.hasSuffix(" 100 %"))
                    if ramp.hasColors {
                        #expect(form.text.contains("50"))
                        let colors = scale(form, ramp)
                        // In true colour, a short form shows a part of the colours, evenly spaced, with both ends and
                        // the middle.
                        let isPart = style.depth == .all && place > 0
                        #expect(isPart ? colors == all.filter(colors.contains) : colors == all, "\(style.depth) \(kind) \(place)")
                        #expect(colors.first == all.first && colors.last == all.last && colors.contains(all[all.count / 2]))
                        #expect(!isPart || colors.count > 15)
                    } else {
                        let signs = form.text.dropFirst(2).dropLast(6).replacing(" 50 ", with: "")
                        let expected = all.compactMap(\.character).map(String.init).joined()
                        // A sign in the middle appears on both sides of the number.
                        let middle = expected.dropFirst(expected.count / 2).prefix(1)
                        let isDoubled = form.text.contains("50") && !expected.count.isMultiple(of: 2)
                        #expect(signs == (isDoubled ? expected.replacing(middle, with: middle + middle) : expected), "\(form.text)")
                    }
                }
            }
        }
    }

    /// Beside class probabilities, in panels of all widths that have a legend.
    @Test func beliefHasTheWholeScale() throws {
        let sequence = Samples.image(7)
        let chart = StepwisePredictionChart(sequence: sequence, outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 })
        for isLight in [false, true] {
            let style = TerminalStyle(theme: Theme.standard(.many, isLight: isLight))
            let ramp = HeatRamp(.probability, style)
            for width in [20, 21, 30, 38, 43, 54, 60, 90] {
                let canvas = Samples.canvas(chart, width, 24, style)
                let lines = (0..<canvas.height).map { y -> StyledLine in
                    (0..<width).reduce(into: StyledLine()) { $0.append(canvas[$1, y]) }
                }
                let line = try #require(lines.first { $0.text.hasPrefix("0 ") && $0.text.contains(" 100 %") }, "no scale at \(width)")
                #expect(scale(line, ramp) == shown(ramp), "\(width)")
            }
        }
    }

    /// In a low panel the scale is beside the axis, if it leaves room there, or below, with the number of classes
    /// shown; in a very low one only that number is shown.
    @Test func lowPanelsHaveTheScaleBesideTheAxis() throws {
        let chart = StepwisePredictionChart(sequence: Samples.image(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 })
        for style in Self.looks {
            let ramp = HeatRamp(.probability, style)
            for width in [38, 60, 64, 80] {
                let canvas = Samples.canvas(chart, width, 14, style)
                let lines = [12, 13].map { y in (0..<width).reduce(into: StyledLine()) { $0.append(canvas[$1, y]) } }
                let line = try #require(lines.first { $0.text.contains(" of 10") }, "\(canvas.text)")
                #expect(line.text.contains("0 ") && line.text.contains(" 100 %"), "\(line.text)")
                if style.depth == .many { #expect(scale(line, ramp) == shown(ramp)) }
                #expect(Samples.canvas(chart, width, 8, style).text.contains(" of 10"))
            }
        }
    }

    /// That a picture lies on its side is said beside it where the legend has no room for that, such as on 80x24 beside the losses.
    @Test func aPictureOnItsSideSaysSo() {
        let chart = StepwisePredictionChart(sequence: Samples.image(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 })
        for (width, height) in [(38, 7), (38, 6), (54, 16), (78, 11), (118, 20)] {
            let text = Samples.canvas(chart, width, height).text
            let words = text.split { $0 == " " || $0 == "\n" }.filter { $0.allSatisfy(\.isLetter) }.joined(separator: " ")
            #expect(words.contains("on its side"), "\(width)x\(height): \(text)")
            #expect(width > 38 || text.contains(" of 10"), "\(width)x\(height): \(text)")
        }
    }
}
