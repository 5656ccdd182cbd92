import TextFormatting

extension Problem {
    /// What is wrong and what to do, in a line.
    package var sentence: String {
        switch self {
        case .unclosedText: "This text has no closing quote; add a \" at its end, on the same line."
        case .unknownEscape(let character):
            "`\\\(character.visible.shortened(60))` has no meaning in a text; there are \\\", \\\\, \\n and \\t, and a backslash itself is written \\\\."
        case .noNumber(let text): "`\(text.visible.shortened(60))` is not a number; numbers look like 12, -0.5, 1e-3 or 1_000."
        case .numberTooLarge(let text): "The number \(text.shortened(60)) is too large to compute with."
        case .strayCharacter(let character): Self.strayCharacter(character)
        case .otherQuotes(let text):
            "A text stands between straight double quotes; write \(Self.inDoubleQuotes(text).visible.shortened(60))."
        case .tripleQuotes:
            "A text has one quote at each end, as in \"data/digits\", and a line that begins with # is a comment; there are no triple quotes."
        case .textPrefix(let prefix):
            "No letter stands before a text; leave out the `\(prefix)`. A name on a line of its own shows its value, as in net."
        case .bareFraction(let number): "A number begins with a digit; write 0.\(number.shortened(60))."
        case .openFraction(let number): "A number ends with a digit; write \(number.shortened(60)).0."
        case .threeDots:
            "A range is written with two dots and ends before its second number, as in 0..3; a list is written with commas, as in [0, 1, 2]."
        case .tuple: "Several values are written as a list, as in [1, 2], and a statement gives one value one name."
        case .questionMark(let name):
            "`?` has no meaning here; \(name.map { "write help(\($0.visible.shortened(60)))" } ?? "help() lists all functions")."
        case .foreignCommand(let mark):
            "`\(mark)` has no meaning here; this notebook's own commands begin with a colon at the prompt, and `:help` lists them."
        case .strayColon: "`:` only follows the label of an argument, as in train(net, data, epochs: 5)."
        case .command: "Commands that begin with a colon are typed at the prompt; a cell holds names and expressions."
        case .missingExpression: "Something is missing here: a number, a text, a name, a call or a list."
        case .missingMember: "The name of a member is missing after the dot, as in digits.test."
        case .unclosedBracket(let bracket): "This `\(bracket)` is never closed; add `\(bracket == "(" ? ")" : "]")`."
        case .unmatchedBracket(let bracket): "This `\(bracket)` closes nothing; remove it."
        case .expectedSeparator(let bracket): "`,` or `\(bracket)` is missing here."
        case .expectedClosing(let bracket): "`\(bracket)` is missing here."
        case .trailing(let found):
            "The statement should end before \(found.isEmpty ? "this" : "`\(found.visible.shortened(60))`"); each statement needs a line of its own."
        case .equalsAfterLabel(let label, let value):
            "A colon separates an argument from its label; write \(label.visible.shortened(60)): \(Self.written(value))."
        case .missingValue(let label, _, let expected):
            "The value of `\(label.visible.shortened(60))` is missing" + (expected.map { "; it must be \($0)." } ?? ".")
        case .unknownOperator(let symbol): "`\(symbol)` has no meaning here; the operators are + - * and /."
        case .colonInIndex: "A range is written with two dots, as in digits.test[0..10]."
        case .comparison: "There are no comparisons; a single `=` gives a name to a value."
        case .callWithoutBrackets(let function, let argument):
            "The arguments of a function go in brackets; write \(function.visible.shortened(60))(\(argument.visible.shortened(60)))."
        case .missingPipe(let found):
            "The statement should end before `\(found.visible.shortened(60))`; layers are joined by `|`, as in gru(32) | last, "
                + "and each statement needs a line of its own."
        case .keyword(let keyword): keyword.sentence
        case .assignmentToExpression: "Only a name can stand before `=`, as in net = gru(32)."
        case .nestedTooDeeply: "This is nested too deeply; give inner parts names of their own."

        case .unknownName(let name, let suggestion): "There is no `\(name.shortened(60))`" + Self.didYouMean(suggestion)
        case .unknownFunction(let name, let suggestion):
            "There is no function `\(name.shortened(60))`" + Self.didYouMean(suggestion, or: "help() lists all functions")
        case .functionWithoutCall(let signature): "This is a function; call it, as in \(signature)."
        case .callOfValue(let name, let kind): "`\(name.shortened(60))` is \(kind), not a function; leave out the brackets."
        case .nameWithoutValue(let name): "`\(name.shortened(60))` has no value: the cell that defines it has not run, or has failed."
        case .reservedName(let name, let other):
            "`\(name.shortened(60))` is a reserved name; choose another\(other.map { ", such as \($0.shortened(60))" } ?? "")."

        case .unknownLabel(let label, let function, let labels, let suggestion):
            "\(function) has no `\(label.shortened(60))`"
                + Self.didYouMean(suggestion, or: labels.isEmpty ? "it takes no arguments" : "it takes " + labels.joined(separator: ", "))
        case .wrongOperand(let symbol, let found): "`\(symbol)` works on numbers and lists of numbers; this is \(found)."
        case .listLengths(let symbol, let first, let second):
            "`\(symbol)` needs lists of the same length; these have \(Figures.count(first, "element")) and \(second)."
        case .noFiniteResult(let first, let symbol, let second):
            "\(Figures.plain(first)) \(symbol) \(Figures.plain(second)) is not a finite number."
        case .unusedLabel(let label, let function, let deferred, let suggestion):
            "\(function): `\(label.shortened(60))` is not used in the call to \(deferred)"
                + Self.didYouMean(suggestion, or: "write it there in place of the value to try")
        case .unlabelledAfterLabelled(let function):
            "\(function): arguments without a label come first; give this one its label, or move it."
        case .givenTwice(let name, let function, nil): "\(function): `\(name.shortened(60))` is given twice."
        case .givenTwice(let name, let function, let bare?):
            "\(function): `\(name.shortened(60))` is given twice: the \(bare.isEmpty ? "argument" : bare) without a label counts as it already."
        case .missingArguments(let names, _, let signature):
            "\(names.map { "`\($0)`" }.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") missing; the call is \(signature)."
        case .tooManyArguments(let function, let most, let given):
            most == 0
                ? "\(function) takes no arguments." : "\(function) takes at most \(Figures.count(most, "argument")); there are \(given)."
        case .wrongArgument(let name, let function, let expected, let found):
            "\(function): `\(name.shortened(60))` must be \(expected); this is \(found)."
        case .textForCall(let name, let function, let expected, let call):
            "\(function): `\(name.shortened(60))` must be \(expected); write \(name.shortened(60)): \(call)."
        case .elementsForNumber(let name, let function, let expected, let found, let count):
            "\(function): `\(name.shortened(60))` must be \(expected); this is \(found), and the number of its elements is \(count)."
        case .behindEquals(let problem): problem.sentence + " A colon separates an argument from its label."
        case .unknownChoice(let word, let parameter, let function, let choices, let suggestion):
            "\(function): `\(parameter.shortened(60))` cannot be \(word.visible.shortened(60))"
                + Self.didYouMean(suggestion, or: "it is " + Self.either(choices))

        case .unknownMember(let name, let kind, let members, let suggestion):
            "\(kind.withCapital) has no `\(name.shortened(60))`"
                + Self.didYouMean(suggestion, or: members.isEmpty ? "it has no members" : "it has " + members.joined(separator: ", "))
        case .noElements(let kind): "\(kind.withCapital) has no elements to take with [ ]."
        case .wrongIndex(let found): "An index is a whole number or a range, such as 17 or 0..10; this is \(found)."
        case .indexOutside(let index, let name, let count):
            count == 0
                ? "\(name.hasPrefix("the ") ? name.withCapital : name.visible.shortened(60)) is empty."
                : "There is no element \(index) in \(name.visible.shortened(60)): indices are 0 to \(Figures.grouped(count - 1))."
        case .rangeOutside(let lower, let upper, let name, let count):
            "\(lower)..\(upper) is not within \(name.visible.shortened(60)), whose indices are 0 to \(Figures.grouped(max(0, count - 1)))."
        case .wrongRangeEnd: "The ends of a range are whole numbers, as in 0..10."
        case .fallingRange(let lower, let upper): "The range \(lower)..\(upper) has its end before its start."

        case .layersJoined(let symbol): "`\(symbol)` does not join layers; `|` does, as in gru(32) | last."
        case .noLayer(let found): "`|` joins layers; this is \(found)."

        case .told(let sentence): sentence
        case .inOverride(let name, let problem): "In the value given for `\(name.shortened(60))`: " + problem.sentence
        case .overrideIsNoExpression(let name): "The value given for `\(name.shortened(60))` must be one expression."
        }
    }

    /// A value as it is written here, of one as it may be written in Python; an ellipsis for none.
    private static func written(_ value: String) -> String {
        switch value {
        case "": "…"
        case "True", "False", "None": value.lowercased()
        default: value.visible.shortened(60)
        }
    }

    /// A text in the quotes of this language, of what stands between those of another.
    package static func inDoubleQuotes(_ text: String) -> String {
        "\"" + text.replacing("\\'", with: "'").replacing("\\\"", with: "\"").replacing("\"", with: "\\\"") + "\""
    }

    private static func strayCharacter(_ character: String) -> String {
        switch character {
        case "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{201E}", "«", "»":
            "A text stands between straight double quotes, as in \"data/digits\"."
        case ";": "Each statement needs a line of its own; there is no `;`."
        case "^", "%", "<", ">", "!", "&": Problem.unknownOperator(character).sentence
        case "{", "}": "`\(character)` has no meaning here; lists are written in [ ], arguments in ( )."
        default: InvisibleCharacter(character)?.sentence ?? "`\(character.visible.shortened(60))` has no meaning here; remove it."
        }
    }

    private static func didYouMean(_ suggestion: String?, or advice: String? = nil) -> String {
        if let suggestion { return "; did you mean `\(suggestion.shortened(60))`?" }
        return (advice.map { "; " + $0 } ?? "") + "."
    }

    /// The choices in a sentence: "after or before".
    package static func either(_ choices: [String]) -> String {
        guard let last = choices.last, choices.count > 1 else { return choices.first ?? "" }
        return choices.dropLast().joined(separator: ", ") + " or " + last
    }
}
