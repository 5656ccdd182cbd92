import CellLanguage
import Foundation
import Testing

@testable import Notebook

@Suite struct LanguageHelpTests {
    private static let reference = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sessions/reference.md")

    @Test func helpForAFunction() {
        #expect(
            output(of: "help(gru)") == """
                gru(units, reset: after, init: glorot, recurrent_dropout: 0, zoneout: 0,
                    norm: none)
                Gated recurrent unit: gates decide how much of the old state is kept.

                  units              Width of the state, which is the output at each step.
                                     a whole number, 1 to 65,536
                  reset              Whether the reset gate is applied after the product
                                     with the state, as in PyTorch and Keras, or before it,
                                     as in TensorFlow 1.
                                     after or before; default after
                  init               The initial weights: glorot, with orthogonal state
                                     weights and zero biases; or uniform, as in PyTorch, all
                                     between -1 and 1 times 1 / sqrt(units).
                                     glorot or uniform; default glorot
                  recurrent_dropout  The share of the state that is zeroed during training
                                     where it enters the products with the weights: one mask
                                     for all steps of a sequence, scaled by 1 / (1 - rate),
                                     the same for all gates (Gal and Ghahramani, 2016). The
                                     state carried on from step to step is not masked.
                                     a number, 0 or more and less than 1; default 0
                  zoneout            The share of the state, and of an lstm's cell, that
                                     keeps its old value at a step, drawn anew at each step
                                     during training; when the network is used, the mean of
                                     both: rate * old + (1 - rate) * new (Krueger et al.,
                                     2017).
                                     a number, 0 or more and less than 1; default 0
                  norm               layer: normalises each gate's product with the input,
                                     and that with the state, over the layer's units: gain *
                                     (x - mean) / sqrt(variance + 0.00001), before they are
                                     added to each other and to the bias (Ba et al., 2016).
                                     An lstm's cell is left as it is.
                                     layer; optional

                returns a network

                example
                  gru(200) | dropout(0.5) | last | dense(10)

                see also lstm, rnn, bidirectional
                """)
        #expect(output(of: "help(\"gru\")") == output(of: "help(gru)"))
    }

    @Test func helpForAMember() {
        #expect(
            output(of: "help(filter)") == """
                .filter(lengths)
                The sequences with these lengths.

                  lengths  From this many steps up to, but not including, that many.
                           a range, such as 5..20

                returns data of the same kind; a member of data with a training and a test
                part or a dataset

                example
                  digits = strokes(train: 300, test: 50)
                  digits.filter(lengths: 20..30)

                see also split, take, shuffle, standardize
                """)
    }

    @Test func helpForANameThatMeansTwoThings() {
        let text = output(of: "help(train)")
        #expect(text.contains("train(network, data: none, epochs: 10,") && text.contains(".train\nThe part to train on."))
    }

    @Test func overviewNamesEverything() {
        let text = output(of: "help()")
        for function in Catalogue.notebook.all {
            #expect(text.contains(" " + (function.isMember ? "." : "") + function.name + " "), "\(function.name)")
        }
        for line in text.split(separator: "\n") { #expect(line.count <= 76, "\(line)") }
        for group in Catalogue.notebook.groups { #expect(text.contains(group.title + "\n")) }
    }

    @Test func pagesFitTheScreen() {
        for function in Catalogue.notebook.all {
            let page = HelpPage(.notebook).about(function.name) ?? ""
            #expect(page.contains(function.sentence.prefix(30)))
            for line in page.split(separator: "\n") where !function.example.contains(line.dropFirst(2)) {
                #expect(line.count <= 76, "\(line)")
            }
        }
        #expect(HelpPage(.notebook).about("nothing") == nil)
    }

    /// `UNROLL_WRITE_REFERENCE=1 swift test --filter referencePage` writes the page.
    @Test func referencePageIsUpToDate() throws {
        if ProcessInfo.processInfo.environment["UNROLL_WRITE_REFERENCE"] != nil {
            try ReferencePage(.notebook).markdown.write(to: Self.reference, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.reference, encoding: .utf8) == ReferencePage(.notebook).markdown)
        #expect(Document(ReferencePage(.notebook).markdown).cells.isEmpty)
    }
}
