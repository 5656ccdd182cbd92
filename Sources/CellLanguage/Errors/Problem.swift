/// What can be wrong with a cell, with what is needed to say it. The sentences are made in `Problem+Sentence.swift`.
package enum Problem: Sendable, Equatable {
    // Reading
    case unclosedText
    case unknownEscape(String)
    case noNumber(String)
    case numberTooLarge(String)
    case strayCharacter(String)
    /// A text in quotes of another kind, as it stands between them.
    case otherQuotes(String)
    case tripleQuotes
    /// A letter of Python's before a text.
    case textPrefix(String)
    /// `.5` in place of `0.5`.
    case bareFraction(String)
    /// `5.` in place of `5.0`.
    case openFraction(String)
    /// `0...5` or `0..<5` in place of `0..5`.
    case threeDots
    /// Values with commas between them and no list around them.
    case tuple
    /// `?`, with the name beside it.
    case questionMark(String?)
    /// `!` or `%` before a command, as in Jupyter.
    case foreignCommand(String)
    case strayColon
    case command
    case missingExpression
    case missingMember
    case unclosedBracket(String)
    case unmatchedBracket(String)
    /// A comma, or this bracket, should stand here.
    case expectedSeparator(String)
    case expectedClosing(String)
    case trailing(String)
    /// `=` between a label and its argument, which is written as it should be where it is short.
    case equalsAfterLabel(String, value: String)
    /// A label without an argument, and what that has to be where it is known.
    case missingValue(String, function: String, expected: String?)
    /// An operator that other languages have, such as `**`.
    case unknownOperator(String)
    /// `:` in the place of a range.
    case colonInIndex
    /// `==`.
    case comparison
    /// A function's name with what it is given beside it, without brackets.
    case callWithoutBrackets(String, argument: String)
    /// A name behind a call or another name.
    case missingPipe(String)
    /// A word that begins a statement in other languages.
    case keyword(Keyword)
    case assignmentToExpression
    case nestedTooDeeply

    // Names
    case unknownName(String, suggestion: String?)
    case unknownFunction(String, suggestion: String?)
    /// A function's name without its brackets.
    case functionWithoutCall(signature: String)
    /// Brackets after the name of a value.
    case callOfValue(String, kind: String)
    /// The cell that defines the name has not run, or failed.
    case nameWithoutValue(String)
    /// With a name like it that is free; nil where there is none to propose.
    case reservedName(String, other: String?)

    // Calls
    case unknownLabel(String, function: String, labels: [String], suggestion: String?)
    /// What an operator cannot calculate with.
    case wrongOperand(String, found: String)
    case listLengths(String, Int, Int)
    case noFiniteResult(Double, String, Double)
    /// A label of one's own that stands nowhere in the call that it is for.
    case unusedLabel(String, function: String, deferred: String, suggestion: String?)
    case unlabelledAfterLabelled(function: String)
    /// `bare` is what is given without the label, where that is short, or an empty text; nil where both have it.
    case givenTwice(String, function: String, bare: String?)
    case missingArguments([String], function: String, signature: String)
    case tooManyArguments(function: String, most: Int, given: Int)
    case wrongArgument(String, function: String, expected: String, found: String)
    /// The name of a function, as a text, in the place of its call.
    case textForCall(String, function: String, expected: String, call: String)
    /// Something with elements in the place of a number, and what gives the number of its elements.
    case elementsForNumber(String, function: String, expected: String, found: String, count: String)
    /// Something else is wrong with an argument that has `=` behind its label.
    indirect case behindEquals(Problem)
    case unknownChoice(String, parameter: String, function: String, choices: [String], suggestion: String?)

    // Members and elements
    case unknownMember(String, kind: String, members: [String], suggestion: String?)
    case noElements(kind: String)
    case wrongIndex(found: String)
    case indexOutside(Int, name: String, count: Int)
    case rangeOutside(lower: Int, upper: Int, name: String, count: Int)
    case wrongRangeEnd
    case fallingRange(lower: Int, upper: Int)

    // Pipelines
    /// Another operator than `|` stands between layers.
    case layersJoined(by: String)
    /// What stands beside a `|` is no layer.
    case noLayer(found: String)

    /// Told by another module, whose sentence it is.
    case told(String)
    /// In the expression that was given from outside for a name.
    indirect case inOverride(name: String, Problem)
    case overrideIsNoExpression(name: String)
}

extension Problem {
    /// Whether the source only lacks something at its end, as it does while it is typed.
    package var isIncompleteness: Bool {
        switch self {
        case .unclosedText, .missingExpression, .missingMember, .missingValue, .openFraction, .unclosedBracket, .missingArguments: true
        case .unknownEscape, .noNumber, .numberTooLarge, .strayCharacter, .otherQuotes, .tripleQuotes, .textPrefix, .bareFraction,
            .threeDots, .tuple, .questionMark, .foreignCommand, .strayColon, .command, .unmatchedBracket,
            .expectedSeparator, .expectedClosing, .trailing, .assignmentToExpression, .nestedTooDeeply, .unknownName, .unknownFunction,
            .functionWithoutCall, .callOfValue, .nameWithoutValue, .reservedName, .unknownLabel, .unusedLabel, .wrongOperand, .listLengths,
            .noFiniteResult, .unlabelledAfterLabelled,
            .equalsAfterLabel, .unknownOperator, .colonInIndex, .comparison, .callWithoutBrackets, .missingPipe, .keyword, .givenTwice,
            .tooManyArguments, .wrongArgument, .textForCall, .elementsForNumber, .behindEquals, .unknownChoice, .unknownMember, .noElements,
            .wrongIndex, .indexOutside, .rangeOutside,
            .wrongRangeEnd, .fallingRange, .layersJoined, .noLayer, .told, .inOverride, .overrideIsNoExpression:
            false
        }
    }
}
