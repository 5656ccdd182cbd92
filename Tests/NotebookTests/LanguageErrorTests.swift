import CellLanguage
import Foundation
import TestSupport
import TextFormatting
import Testing

@testable import Notebook

/// Every error as a cell prints it: sentence, line and caret.
@Suite struct LanguageErrorTests {
    /// The output of a cell below two cells that define `digits`, `net` and `run`.
    private static func output(_ source: String) -> String {
        runCells([
            "digits = strokes(train: 20, test: 10)\nnet = gru(2) | last | dense(10)\nrun = train(net, digits, epochs: 1)",
            "broken = text(\"no such file\")", source,
        ])[2].output
    }

    /// Combining marks on a letter take no columns, however many there are; still, only a short part of a source is
    /// shown.
    @Test func marksWithoutEndAreCut() {
        let marks = String(repeating: "\u{301}", count: 700)
        for source in [
            "a = §" + marks, "a" + marks + " = §", "§ \"a" + marks, "\"\\q" + marks + "\"",
            String(repeating: "\u{200B}", count: 1_300) + "§",
            "a = §b" + marks,
        ] {
            let output = runCells([source])[0].output
            #expect(!output.isEmpty && output.split(separator: "\n").count % 3 == 0)
            for error in output.components(separatedBy: "error: ") { #expect(error.utf8.count < 2_500, "\(source.prefix(10))") }
        }
    }

    /// Of a long line, only the part around the error is shown.
    @Test func linesOfThousandsOfArgumentsAreCutAroundThePlace() {
        let output = runCells(["gru(" + String(repeating: "units: 1, ", count: 2_000) + "\tunits: 漢字)"])[0].output
        let lines = output.split(separator: "\n")
        #expect(lines.count % 3 == 0 && lines.count > 3_000)
        for line in lines { #expect(DisplayWidth.of(line) <= 100) }
        #expect(lines[lines.count / 2 / 3 * 3 + 1].hasPrefix("  …") && lines[lines.count / 2 / 3 * 3 + 1].hasSuffix("…"))
    }

    @Test(arguments: [
        (#"a = "abc"#, #"This text has no closing quote; add a " at its end, on the same line."#, "    ^^^^"),
        (#""a\q""#, #"`\q` has no meaning in a text; there are \", \\, \n and \t, and a backslash itself is written \\."#, "  ^^"),
        ("3x", "`3x` is not a number; numbers look like 12, -0.5, 1e-3 or 1_000.", "^^"),
        ("[1, 1e999]", "The number 1e999 is too large to compute with.", "    ^^^^^"),
        ("a = 1 ; b", "Each statement needs a line of its own; there is no `;`.", "      ^"),
        ("a = 1 ^ 2", "`^` has no meaning here; the operators are + - * and /.", "      ^"),
        ("a = 1 + ", "Something is missing here: a number, a text, a name, a call or a list.", "        ^"),
        ("a = 1 + gru(2)", "`+` works on numbers and lists of numbers; this is a network.", "        ^^^^^^"),
        ("a = 1 / 0", "1 / 0 is not a finite number.", "    ^^^^^"),
        ("a = [1] * [1, 2]", "`*` needs lists of the same length; these have 1 element and 2.", "    ^^^^^^^^^^^^"),
        ("a = -last", "`-` works on numbers and lists of numbers; this is a network.", "     ^^^^"),
        ("a = 'x'", #"A text stands between straight double quotes; write "x"."#, "    ^^^"),
        ("a = “x”", #"A text stands between straight double quotes; write "x"."#, "    ^^^"),
        (#"a = 'a\'b "x"'"#, #"A text stands between straight double quotes; write "a'b \"x\""."#, "    ^^^^^^^^^^"),
        ("a = 'x", #"A text stands between straight double quotes, as in "data/digits"."#, "    ^"),
        (
            #"""" a """"#,
            #"A text has one quote at each end, as in "data/digits", and a line that begins with # is a comment; there are no triple quotes."#,
            "^^^"
        ),
        (#"f"loss""#, "No letter stands before a text; leave out the `f`. A name on a line of its own shows its value, as in net.", "^"),
        ("a = 5.", "A number ends with a digit; write 5.0.", "    ^^"),
        (
            "[0...3]",
            "A range is written with two dots and ends before its second number, as in 0..3; a list is written with commas, as in [0, 1, 2].",
            "  ^^^"
        ),
        (
            "digits.test[0..<3]",
            "A range is written with two dots and ends before its second number, as in 0..3; a list is written with commas, as in [0, 1, 2].",
            "             ^^^"
        ),
        ("a = (1, 2)", "Several values are written as a list, as in [1, 2], and a statement gives one value one name.", "      ^"),
        ("a, b = 1, 2", "Several values are written as a list, as in [1, 2], and a statement gives one value one name.", " ^"),
        ("?gru", "`?` has no meaning here; write help(gru).", "^"),
        ("gru?", "`?` has no meaning here; write help(gru).", "   ^"),
        ("?", "`?` has no meaning here; help() lists all functions.", "^"),
        ("net?", "`?` has no meaning here; help() lists all functions.", "   ^"),
        (
            "!ls", "`!` has no meaning here; this notebook's own commands begin with a colon at the prompt, and `:help` lists them.", "^"
        ),
        (
            "%timeit train(net, digits)",
            "`%` has no meaning here; this notebook's own commands begin with a colon at the prompt, and `:help` lists them.", "^"
        ),
        ("pip install numpy", "Nothing needs to be installed: every function is already there, and help() lists them.", "    ^^^^^^^"),
        ("a = {1}", "`{` has no meaning here; lists are written in [ ], arguments in ( ).", "    ^"),
        ("a\u{A0}= 1", "There is an invisible character here, no-break space (U+00A0); replace it with an ordinary space.", " ^"),
        ("a\u{200B} = 1", "There is an invisible character here, zero width space (U+200B); remove it.", " ^"),
        (
            "a = 1\u{3000}", "There is an invisible character here, ideographic space (U+3000); replace it with an ordinary space.",
            "     ^^"
        ),
        (
            "a = [1,\u{2028}2]", "There is an invisible character here, line separator (U+2028); replace it with an ordinary space.",
            "       ^"
        ),
        ("a\u{200D}b = 1", "There is an invisible character here, zero width joiner (U+200D); remove it.", " ^"),
        ("a = §", "`§` has no meaning here; remove it.", "    ^"),
        ("a = .5", "A number begins with a digit; write 0.5.", "    ^^"),
        ("epochs: 5", "`:` only follows the label of an argument, as in train(net, data, epochs: 5).", "      ^"),
        (":help", "Commands that begin with a colon are typed at the prompt; a cell holds names and expressions.", "^"),
        ("a = ", "Something is missing here: a number, a text, a name, a call or a list.", "    ^"),
        ("[1, , 2]", "Something is missing here: a number, a text, a name, a call or a list.", "    ^"),
        ("net = gru(2) |", "Something is missing here: a number, a text, a name, a call or a list.", "              ^"),
        ("digits.", "The name of a member is missing after the dot, as in digits.test.", "       ^"),
        ("a = gru(200", "This `(` is never closed; add `)`.", "       ^"),
        ("a = [1, 2", "This `[` is never closed; add `]`.", "    ^"),
        ("gru(2))", "This `)` closes nothing; remove it.", "      ^"),
        ("gru(2 3)", "`,` or `)` is missing here.", "      ^"),
        ("[1 2]", "`,` or `]` is missing here.", "   ^"),
        ("digits.test[1 2]", "`]` is missing here.", "              ^"),
        ("a = 1 b = 2", "The statement should end before `b`; each statement needs a line of its own.", "      ^"),
        ("gru(2) = 1", "Only a name can stand before `=`, as in net = gru(32).", "       ^"),
        ("adam(lr=)", "adam has no `lr`; write rate: 0.01, or just the number, as in adam(0.01).", "     ^^"),
        ("gru(units=)", "The value of `units` is missing; it must be a whole number, 1 to 65,536.", "    ^^^^^^"),
        (
            "train(net, digits, clip: )", "The value of `clip` is missing; it must be a number, more than 0, or none.",
            "                   ^^^^^"
        ),
        (
            "train(net, digits, optimizer=\"adam\")",
            "train: `optimizer` must be an optimizer, such as adam(0.001); write optimizer: adam(). A colon separates an argument from its label.",
            "                             ^^^^^^"
        ),
        (
            "train(net, digits, optimizer: \"Adam\")",
            "train: `optimizer` must be an optimizer, such as adam(0.001); write optimizer: adam().", "                              ^^^^^^"
        ),
        (
            "train(net, digits, schedule='cosine')",
            "train: `schedule` must be a schedule, such as cosine, or none; write schedule: cosine. A colon separates an argument from its label.",
            "                            ^^^^^^^^"
        ),
        (
            "train(net, digits, loss=\"mse\")",
            "train: `loss` cannot be the text \"mse\"; the data decides the usual loss: leave out `loss`, or call another, as in "
                + "loss: smoothing(0.1). A colon separates an argument from its label.", "                        ^^^^^"
        ),
        (
            "dense(10, activation='softmax')",
            "dense: `activation` cannot be softmax; a network ends with dense(10), one output for each class, and its loss applies the "
                + "softmax. A colon separates an argument from its label.", "                     ^^^^^^^^^"
        ),
        (
            "dense(10, activation='relu')", "A colon separates an argument from its label; write activation: \"relu\".",
            "                    ^"
        ),
        (
            "train(net, digits, optimizer=sgd(0.1))", "A colon separates an argument from its label; write optimizer: sgd(0.1).",
            "                            ^"
        ),
        ("train(net=net)", "train has no `net`; the network comes first, as in train(net, data).", "      ^^^"),
        ("train(net, digits, a == 3)", "There are no comparisons; a single `=` gives a name to a value.", "                     ^^"),
        ("strokes(train=500)", "A colon separates an argument from its label; write train: 500.", "             ^"),
        (
            "strokes(seed=digits.train.count)", "A colon separates an argument from its label; write seed: digits.train.count.",
            "            ^"
        ),
        (
            "train(net, digits, keep_best=True)", "A colon separates an argument from its label; write keep_best: true.",
            "                            ^"
        ),
        ("adam(lr=0.1)", "adam has no `lr`; write rate: 0.01, or just the number, as in adam(0.01).", "     ^^"),
        ("Dense(10, activation='softmax')", "There is no function `Dense`; write dense(10).", "^^^^^"),
        ("nn.LSTM(28, hidden_size=200)", "There is no `nn`; write lstm(32).", "^^^^^^^"),
        ("torch.optim.Adam(net.parameters(), lr=1e-3)", "There is no `torch`; write adam(0.001).", "^^^^^^^^^^^^^^^^"),
        ("x = a and b", "`and` has no meaning here; the operators are + - * and /.", "      ^^^"),
        ("x = not true", "`not` has no meaning here; the operators are + - * and /.", "        ^^^^"),
        ("f = lambda x: x", "Functions cannot be defined in cells; help() lists all functions.", "           ^"),
        (
            "[i for i in net]",
            "There are no loops: `epochs: 20` in a call to train trains longer, and a list such as [16, 32] holds several values.",
            "   ^^^"
        ),
        (
            "gru(3, return_sequences=True)", "gru has no `return_sequences`; without `last` after it, a layer gives all steps.",
            "       ^^^^^^^^^^^^^^^^"
        ),
        ("gru(3, zoneoutt=0.1)", "gru has no `zoneoutt`; did you mean `zoneout`?", "       ^^^^^^^^"),
        ("print a", "There is no function `print`; a name or a call on a line of its own shows its value, as in net.", "      ^"),
        ("help gru", "The arguments of a function go in brackets; write help(gru).", "     ^^^"),
        ("10 ** 3", "`**` has no meaning here; the operators are + - * and /.", "   ^^"),
        ("a += 1", "`+=` has no meaning here; the operators are + - * and /.", "  ^^"),
        ("digits.test[0:3]", "A range is written with two dots, as in digits.test[0..10].", "             ^"),
        ("gru 16", "The arguments of a function go in brackets; write gru(16).", "    ^^"),
        ("net = gru(16) | dense 10", "The arguments of a function go in brackets; write dense(10).", "                      ^^"),
        ("read \"a.csv\"", "The arguments of a function go in brackets; write read(\"a.csv\").", "     ^^^^^^^"),
        (
            "gru(16) last",
            "The statement should end before `last`; layers are joined by `|`, as in gru(32) | last, and each statement needs a line of its own.",
            "        ^^^^"
        ),
        ("a == 3", "There are no comparisons; a single `=` gives a name to a value.", "  ^^"),
        ("import numpy as np", "Nothing needs to be imported: every function is already there, and help() lists them.", "       ^^^^^"),
        ("def f(x):", "Functions cannot be defined in cells; help() lists all functions.", "    ^"),
        (
            "for i in a:",
            "There are no loops: `epochs: 20` in a call to train trains longer, and a list such as [16, 32] holds several values.", "    ^"
        ),
        ("else:", "`else` has no meaning here; a cell holds names, such as net = gru(32), and calls, such as help().", "    ^"),
        (
            String(repeating: "[", count: 60), "This is nested too deeply; give inner parts names of their own.",
            String(repeating: " ", count: 48) + "^"
        ),
    ])
    func reading(_ source: String, _ sentence: String, _ caret: String) {
        #expect(SentenceRule.complaint(about: sentence) == nil)
        #expect(Self.output(source) == "error: \(sentence)\n  \(source)\n  \(caret)")
    }

    @Test(arguments: [
        ("evaluate(runn)", "There is no `runn`; did you mean `run`?", "         ^^^^"),
        ("a = unheardof", "There is no `unheardof`.", "    ^^^^^^^^^"),
        ("dence(10)", "There is no function `dence`; did you mean `dense`?", "^^^^^"),
        ("print(gru(2))", "There is no function `print`; a name or a call on a line of its own shows its value, as in net.", "^^^^^"),
        (
            "gru(2) | last | dense(3) | softmax",
            "There is no `softmax`; a network ends with dense(10), one output for each class, and its loss applies the softmax.",
            "                           ^^^^^^^"
        ),
        (
            "bi(gru(3))",
            "There is no function `bi`; write bidirectional(gru(32)).", "^^"
        ),
        ("simple_rnn(3)", "There is no function `simple_rnn`; write rnn(32).", "^^^^^^^^^^"),
        ("emb(3) | gru(2)", "There is no function `emb`; write embedding(32).", "^^^"),
        ("a = True", "There is no `True`; write true.", "    ^^^^"),
        ("exit", "There is no `exit`; `:quit` leaves.", "^^^^"),
        ("model.fit(5)", "There is no `model`; layers are joined into a network, as in net = gru(32) | last | dense(10).", "^^^^^"),
        ("net = gru(2)\nnet.fit(5)", "A network has no `fit`; train(net, data) trains a network.", "    ^^^"),
        ("adam(lr: 0.1)", "adam has no `lr`; write rate: 0.01, or just the number, as in adam(0.01).", "     ^^"),
        ("gru(hidden_size: 3)", "gru has no `hidden_size`; write units: 32, or just the number.", "    ^^^^^^^^^^^"),
        ("transformer(10)", "There is no function `transformer`; help() lists all functions.", "^^^^^^^^^^^"),
        (
            "net = gru",
            "This is a function; call it, as in gru(units, reset: after, init: glorot, recurrent_dropout: 0, zoneout: 0, norm: none).",
            "      ^^^"
        ),
        ("digits = [1]\ndigits(3)", "`digits` is a list, not a function; leave out the brackets.", "^^^^^^"),
        ("broken.train", "`broken` has no value: the cell that defines it has not run, or has failed.", "^^^^^^"),
        ("last = 3", "`last` is a reserved name; choose another, such as last1.", "^^^^"),
        ("gru = 5", "`gru` is a reserved name; choose another, such as gru1.", "^^^"),
        ("dense = gru(3)", "`dense` is a reserved name; choose another, such as dense1.", "^^^^^"),
        ("max1 = 2\nmax = 3", "`max` is a reserved name; choose another, such as max2.", "^^^"),
        ("crf = 3", "`crf` is a reserved name; choose another, such as crf1.", "^^^"),
        ("true = 3", "`true` is a reserved name; choose another.", "^^^^"),
    ])
    func names(_ source: String, _ sentence: String, _ caret: String) {
        #expect(SentenceRule.complaint(about: sentence) == nil)
        let line = source.split(separator: "\n").last ?? ""
        #expect(Self.output(source) == "error: \(sentence)\n  \(line)\n  \(caret)")
    }

    @Test(arguments: [
        ("train(net, digits, epoch: 3)", "train has no `epoch`; did you mean `epochs`?", "                   ^^^^^"),
        ("gru(3, gates: 1)", "gru has no `gates`; it takes units, reset, init, recurrent_dropout, zoneout, norm.", "       ^^^^^"),
        (
            "gru(3, dropout: 1)", "gru has no `dropout`; dropout is a layer of its own, as in gru(32) | dropout(0.5) | last.",
            "       ^^^^^^^"
        ),
        (
            "dense(digits.classes)",
            "dense: `units` must be a whole number, 1 to 65,536, or none; this is a list, and the number of its elements is "
                + "digits.classes.count.", "      ^^^^^^^^^^^^^^"
        ),
        (
            "net.summary()", "`data` is missing; write net.summary(digits), or the name of the network alone for its layers without data.",
            "    ^^^^^^^"
        ),
        ("max(1, 2)", "max takes no arguments; as a layer it stands alone, and [1, 2].max gives the largest number of a list.", "    ^"),
        ("net(digits)", "`net` is a network, not a function; predict(run, digits.test[0]) applies a trained network.", "^^^"),
        ("gru(2) + last", "`+` does not join layers; `|` does, as in gru(32) | last.", "^^^^^^^^^^^^^"),
        (
            "sgd(rate: 0.1, 0.9)", "sgd: arguments without a label come first; give this one its label, or move it.",
            "               ^^^"
        ),
        (
            "gru(3, units: 4)",
            "gru: `units` is given twice: the 3 without a label counts as it already.",
            "       ^^^^^^^^"
        ),
        (
            "adding(20, train: 200)",
            "adding: `train` is given twice: the 20 without a label counts as it already.",
            "           ^^^^^^^^^^"
        ),
        (
            "gru(2 * 3, units: 4)",
            "gru: `units` is given twice: the argument without a label counts as it already.",
            "           ^^^^^^^^"
        ),
        ("gru(units: 3, units: 4)", "gru: `units` is given twice.", "              ^^^^^^^^"),
        (
            "train()",
            "`network` is missing; the call is train(network, data: none, epochs: 10, batch: 100, optimizer: adam(0.001), seed: 0, clip: none, steps: none, schedule: none, patience: none, keep_best: false, decay: 0, weights: none, freeze: none, precision: single, changes: none, clip_value: none, loss: none, accumulate: 1, average: none, log: none, extend: false).",
            "^^^^^"
        ),
        ("dropout()", "`rate` is missing; the call is dropout(rate).", "^^^^^^^"),
        ("last(1)", "last takes no arguments.", "     ^"),
        ("gru(1, before, glorot, 0, 0, layer, 3)", "gru takes at most 6 arguments; there are 7.", "                                    ^"),
        ("gru(\"many\")", "gru: `units` must be a whole number, 1 to 65,536; this is the text \"many\".", "    ^^^^^^"),
        ("gru(0)", "gru: `units` must be a whole number, 1 to 65,536; this is 0.", "    ^"),
        ("gru(2.5)", "gru: `units` must be a whole number, 1 to 65,536; this is 2.5.", "    ^^^"),
        ("gru(1e300)", "gru: `units` must be a whole number, 1 to 65,536; this is 1e+300.", "    ^^^^^"),
        ("dropout(1)", "dropout: `rate` must be a number, 0 or more and less than 1; this is 1.", "        ^"),
        ("adam(1e39)", "adam: `rate` must be a number, 0 or more; this is 1e+39.", "     ^^^^"),
        (
            "train(digits, digits)",
            "train: `network` must be a network, such as gru(32) | last | dense(10), or a run, such as the result of train(net, data); this "
                + "is data with a training and a test part.",
            "      ^^^^^^"
        ),
        ("train(net, digits, clip: 0)", "train: `clip` must be a number, more than 0, or none; this is 0.", "                         ^"),
        (
            "train(net, digits, weights: [1, \"a\"])",
            "train: `weights` must be balanced, or a list of numbers, or none; this is a list.",
            "                            ^^^^^^^^"
        ),
        (
            "bidirectional(last)", "bidirectional: `layer` must be one recurrent layer, such as gru(32); this is a network.",
            "              ^^^^"
        ),
        (
            "predict(run, digits.test)",
            "Name the file for the predictions of all sequences, as in to: \"predictions.csv\", or choose one example, as in "
                + "digits.test[17].",
            "             ^^^^^^^^^^^"
        ),
        ("gru(3, reset: befor)", "gru: `reset` cannot be befor; did you mean `before`?", "              ^^^^^"),
        (
            "dense(3, softmax)",
            "dense: `activation` cannot be softmax; a network ends with dense(10), one output for each class, and its loss applies the softmax.",
            "         ^^^^^^^"
        ),
        ("dense(3, swish)", "dense: `activation` cannot be swish; it is linear, tanh, relu or sigmoid.", "         ^^^^^"),
        ("help(grue)", "There is no function `grue`; did you mean `gru`?", "     ^^^^"),
    ])
    func calls(_ source: String, _ sentence: String, _ caret: String) {
        #expect(SentenceRule.complaint(about: sentence) == nil)
        #expect(Self.output(source) == "error: \(sentence)\n  \(source)\n  \(caret)")
    }

    @Test(arguments: [
        ("digits.tset", "Data with a training and a test part has no `tset`; did you mean `test`?", "       ^^^^"),
        ("run.weights", "A run has no `weights`; it has network, data, epochs, steps, history, loss, error.", "    ^^^^^^^"),
        ("net.depth()", "A network has no `depth`; it has summary.", "    ^^^^^"),
        ("[1].count.first", "A number has no `first`; it has no members.", "          ^^^^^"),
        (
            "strokes(train: 2, test: 0).test", "strokes has no test part; .split(0.8) makes one of the part that is there.",
            "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
        ),
        ("run[1]", "A run has no elements to take with [ ].", "^^^"),
        ("digits[17]", "This is data with a training and a test part; say which, as in digits.test[17].", "^^^^^^^^^^"),
        ("digits.test[\"a\"]", "An index is a whole number or a range, such as 17 or 0..10; this is the text \"a\".", "            ^^^"),
        ("digits.test[0.5]", "An index is a whole number or a range, such as 17 or 0..10; this is 0.5.", "            ^^^"),
        ("digits.test[10]", "There is no element 10 in strokes test: indices are 0 to 9.", "            ^^"),
        ("[1, 2][2]", "There is no element 2 in the list: indices are 0 to 1.", "       ^"),
        ("[][0]", "The list is empty.", "   ^"),
        ("digits.test[3..11]", "3..11 is not within strokes test, whose indices are 0 to 9.", "            ^^^^^"),
        ("0..0.5", "The ends of a range are whole numbers, as in 0..10.", "   ^^^"),
        ("5..2", "The range 5..2 has its end before its start.", "^^^^"),
        ("digits.filter(lengths: 1..5)", "strokes: no sequence has 1 to 4 steps; they have 28 to 28.", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
    ])
    func members(_ source: String, _ sentence: String, _ caret: String) {
        #expect(SentenceRule.complaint(about: sentence) == nil)
        #expect(Self.output(source) == "error: \(sentence)\n  \(source)\n  \(caret)")
    }

    @Test(arguments: [
        ("gru(2) | 5", "`|` joins layers; this is 5.", "         ^"),
        ("net | digits", "`|` joins layers; this is data with a training and a test part.", "      ^^^^^^"),
        (
            "gru(2) | last | gru(3)",
            "gru(3) reads time steps, but last before it has turned them into [batch, 2]: put gru(3) before last.",
            "                ^^^^^^"
        ),
        (
            "train(gru(2) | dense(10), digits)",
            "The network gives an output at each step, [batch, time, 10], but strokes has one class per sequence, [batch]: put `last` (or "
                + "`mean`) after the recurrent layers.",
            "      ^^^^^^^^^^^^^^^^^^"
        ),
        (
            "train(gru(2) | last | dense(9), digits)",
            "The network's output is [batch, 9], but strokes needs [batch, 10], one for each of its 10 classes: make the last layer dense(10).",
            "                      ^^^^^^^^"
        ),
        (
            "train(net, digits, weights: [1, 2])",
            "train: `weights` has 2 numbers; the data has 10 classes, each of which needs one.", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
        ),
        (
            "evaluate(run).r2", "This figure is not available: it belongs to another kind of task, or nothing was tested.",
            "^^^^^^^^^^^^^^^^"
        ),
        ("sample(run)", "Only networks that predict the next symbol can write samples; this one was trained on strokes.", "^^^^^^^^^^^"),
    ])
    func networks(_ source: String, _ sentence: String, _ caret: String) {
        #expect(SentenceRule.complaint(about: sentence) == nil)
        #expect(Self.output(source) == "error: \(sentence)\n  \(source)\n  \(caret)")
    }

    /// What messages say to write can be run as it stands.
    @Test func remediesRun() {
        let remedies = [
            "net", "digits", "digits.train[0]", "digits.train.count", "digits.classes.count", "digits.validation(0.1)", "help(gru)",
            "0..10", "[1, 2].sum",
            "[1, 2].max", "[1, 2].mean", "dense(digits.classes.count)", "dense(10, activation: \"relu\")", "dense(32, activation: tanh)",
            "rnn(32)", "gru(32)",
            "lstm(32)", "embedding(32)", "bidirectional(gru(32))", "gru(32) | dropout(0.5) | last", "conv(32, width: 5)", "pool(2)",
            "residual(gru(32))",
            "gru(32) | attend | dense(10)", "join(gru(32), conv(32, width: 5))", "adam(0.001)", "adam(0.01)", "adam(rate: 0.01)",
            "adamw(0.001)", "sgd(0.1)",
            "rmsprop(0.001)", "adagrad(0.01)", "net.summary(digits)", "run.history", "run.loss", "evaluate(run)",
            "predict(run, digits.test[0])",
            "train(net, digits, epochs: 1, optimizer: adam(), schedule: cosine, loss: smoothing(0.1), decay: 0.0001)",
            "train(net, digits, epochs: 1, batch: 100, seed: 1, patience: 3, keep_best: true, weights: balanced, clip: 1)",
        ]
        let results = runCells(
            ["digits = strokes(train: 20, test: 10)\nnet = gru(2) | last | dense(10)\nrun = train(net, digits, epochs: 1)"] + remedies)
        for (remedy, result) in zip(remedies, results.dropFirst()) { #expect(result.status == .done, "\(remedy): \(result.output)") }
    }

    /// Each place is told of once, with what is to be written there, so that one reading is enough.
    @Test func aCallOfAnotherLanguageIsToldOfAtOnce() {
        #expect(
            Self.output("train(net, digits,\n  epochs=5,\n  lr=0.1)") == """
                error: A colon separates an argument from its label; write epochs: 5.
                    epochs=5,
                          ^
                error: train has no `lr`; the optimizer sets the rate, as in optimizer: adam(0.01).
                    lr=0.1)
                    ^^
                """)
        #expect(Self.output("model.fit(net, epochs=5)").split(separator: "\n").count == 3)
    }

    @Test func everyErrorOfACellIsTold() {
        #expect(
            Self.output("a = gru(0)\nb = dence(2)\nc = [1, 2\nd = b") == """
                error: gru: `units` must be a whole number, 1 to 65,536; this is 0.
                  a = gru(0)
                          ^
                error: There is no function `dence`; did you mean `dense`?
                  b = dence(2)
                      ^^^^^
                error: This `[` is never closed; add `]`.
                  c = [1, 2
                      ^
                """)
    }

    @Test(.timeLimit(.minutes(5))) func manyErrorsOfALongLineAreTold() {
        let output = Self.output("gru(2, " + String(repeating: "units: 1, ", count: 5_000) + "reset: after)")
        #expect(output.split(separator: "\n").count == 15_000)
    }

    @Test func nothingRunsWhereSomethingIsWrong() {
        let results = runCells(["a = [1]\nb = dence(2)", "a"])
        #expect(results.map(\.status) == [.failed, .failed])
        #expect(results[1].output.hasPrefix("error: `a` has no value"))
    }

    @Test func overridesTellTheirErrors() {
        func output(_ override: String) -> String { runCells(["a = 1\na"], overrides: ["a": override])[0].output }
        #expect(output("[2]") == "[2]")
        #expect(output("gru(") == "error: In the value given for `a`: This `(` is never closed; add `)`.\n  gru(\n     ^")
        #expect(output("gru(0)").hasPrefix("error: In the value given for `a`: gru: `units` must be"))
        #expect(output("1\n2") == "error: The value given for `a` must be one expression.\n  1\n  ^")
        #expect(output("b = 2").contains("must be one expression"))
    }

    @Test func longLinesAreCutAroundThePlace() {
        let source = "[" + (0..<200).map { _ in "1, " }.joined() + "dence(1), " + (0..<200).map { _ in "1, " }.joined() + "1]"
        let lines = Self.output(source).split(separator: "\n")
        #expect(lines.count == 3 && lines[1].count <= 100)
        let start = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0
        #expect(lines[1].dropFirst(start).hasPrefix("dence("))
        #expect(Self.output("\t日本 = dence(1)").hasSuffix("\n   日本 = dence(1)\n          ^^^^^"))
    }

    /// A refused definition leaves the name's meaning unchanged in the cells below.
    @Test func aReservedNameKeepsItsMeaning() {
        // All are layers, with or without parentheses.
        for group in Catalogue.notebook.groups.prefix(1) {
            for layer in Catalogue.notebook.all where layer.group == group && !layer.isMember {
                #expect(Catalogue.notebook.isReserved(layer.name), "\(layer.name)")
            }
        }
        let results = runCells(["last = 3", "n = gru(16) | last | dense(10)", "a = 1", "mean = a", "gru(8) | mean | dense(a)"])
        #expect(results.map(\.status) == [.failed, .done, .done, .failed, .done], "\(results)")
    }

    /// A name before parentheses is never a value, so values may have the names of functions.
    @Test func functionsShareTheirNamesWithValues() {
        let results = runCells([
            "words = words(train: 4, test: 2)", "rate = 0.01", "path = \"a\"", "adam(rate)", "words.train", "words(train: 5, test: 2)",
        ])
        #expect(results.map(\.status) == Array(repeating: .done, count: 6), "\(results)")
    }
}
