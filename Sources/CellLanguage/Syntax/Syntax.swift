/// A place in a cell's source, in UTF-8 bytes.
package typealias SourceRange = Range<Int>

/// A name with its place.
package struct Word: Sendable, Equatable {
    package var text: String
    package var range: SourceRange
}

/// One statement of a cell: `name = expression` or an expression.
package struct Statement: Sendable {
    package var name: Word?
    package var value: CellExpression
    /// Whether it could be read to its end. Small faults, such as `=` behind a label, do not keep it from being read.
    package var isWhole = true

    package var range: SourceRange {
        min(name?.range.lowerBound ?? value.range.lowerBound, value.range.lowerBound)..<value.range.upperBound
    }
}

/// An expression with its place in the source.
package struct CellExpression: Sendable {
    /// What an expression is.
    package indirect enum Kind: Sendable {
        case number(Double)
        case text(String)
        case list([CellExpression])
        case range(CellExpression, CellExpression)
        case name(String)
        case call(Call)
        /// The member's name is empty where it is not there yet.
        case member(CellExpression, Word)
        case method(CellExpression, Call)
        case element(CellExpression, CellExpression)
        case operation(Operator, CellExpression, CellExpression)
        /// What a minus stands before.
        case negation(CellExpression)
        /// Two or more, joined by `|`.
        case pipe([CellExpression])
        /// What should be here is missing or cannot be read; an error says so.
        case missing
    }

    package var kind: Kind
    package var range: SourceRange
    /// Levels of expressions inside of this one, itself included.
    package var height = 1

    /// The expressions that this one is made of.
    package var parts: [CellExpression] {
        switch kind {
        case .number, .text, .name, .missing: []
        case .list(let parts), .pipe(let parts): parts
        case .range(let first, let second), .element(let first, let second), .operation(_, let first, let second): [first, second]
        case .negation(let value): [value]
        case .call(let call): call.arguments.map(\.value)
        case .member(let value, _): [value]
        case .method(let value, let call): [value] + call.arguments.map(\.value)
        }
    }
}

extension CellExpression {
    /// The outermost expression inside of this one, or itself, that is as asked for.
    package func first(where isWanted: (CellExpression) -> Bool) -> CellExpression? {
        if isWanted(self) { return self }
        for part in parts {
            if let found = part.first(where: isWanted) { return found }
        }
        return nil
    }

    /// Whether a name stands anywhere in it.
    package func mentions(_ name: String) -> Bool {
        first { expression in
            if case .name(name) = expression.kind { true } else { false }
        } != nil
    }
}

/// A function's name and what it is given.
package struct Call: Sendable {
    package var name: Word
    package var arguments: [Argument]
    /// From the opening bracket to behind the closing one, or as far as the call goes.
    package var brackets: SourceRange
    /// Whether the closing bracket is there.
    package var isClosed: Bool
}

/// One of the things that a call is given.
package struct Argument: Sendable {
    package var label: Word?
    package var value: CellExpression
    /// Where the parser has told of something wrong with this argument alone, such as `=` behind its label; nil where it has not.
    package var fault: ArgumentFault?

    package var range: SourceRange { (label?.range.lowerBound ?? value.range.lowerBound)..<value.range.upperBound }
}

/// What the parser found wrong with an argument that it could read all the same.
package struct ArgumentFault: Sendable, Equatable {
    /// Whether `=` stands where a colon should, rather than nothing where a value should.
    package var isEquals: Bool
    /// The place that the error was told of.
    package var range: SourceRange
}
