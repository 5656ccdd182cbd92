/// Finds what can stand at the cursor of a typed cell.
struct CompletionFinder {
    private let cell: TypedCell
    private let scope: Scope
    private let files: FileLookup

    init(_ cell: TypedCell, _ files: FileLookup) {
        self.files = files
        self.cell = cell
        scope = cell.scope
    }

    var completions: Completions {
        let token = cell.typedToken
        switch token?.kind {
        case .comment?, .number?: return none
        case .text?: return token.map { inText($0, isClosed: true) } ?? none
        case .wrong(.unclosedText, _)?: return token.map { inText($0, isClosed: false) } ?? none
        case .name?: return atWord(from: token?.range.lowerBound ?? cell.offset)
        case .symbol?, .newline?, .wrong?, .end?, nil: return atWord(from: cell.offset)
        }
    }

    private var none: Completions { Completions(range: cell.offset..<cell.offset, items: []) }

    private func atWord(from start: Int) -> Completions {
        let prefix = cell.text(start..<cell.offset)
        let before = cell.tokens.last { $0.range.upperBound <= start && $0.kind != .comment && !($0.range.isEmpty) }
        let items: [Completions.Item]
        switch before?.kind {
        case .symbol(.dot)?: items = members(endingAt: before?.range.lowerBound ?? 0)
        case .symbol(.pipe)?: items = values { $0 == cell.catalogue.pipelineType }
        case .symbol(.close)?, .symbol(.closeList)?, .name?, .number?, .text?: items = []
        default:
            if let call = cell.openCall, let function = cell.function(of: call) {
                items = arguments(call, function, prefix: prefix)
            } else {
                items = values { _ in true }
            }
        }
        var seen: Set<String> = []
        let fitting = items.filter { $0.text.lowercased().hasPrefix(prefix.lowercased()) && seen.insert($0.text).inserted }
        return Completions(range: start..<cell.offset, items: fitting)
    }

    // MARK: Values

    /// Names and functions whose values are of a type that is wanted; of some names the type is not known.
    private func values(where isWanted: (ValueType?) -> Bool) -> [Completions.Item] {
        names(where: isWanted) + cell.catalogue.all.filter { !$0.isMember && isWanted($0.result) }.map(Self.item)
    }

    private func names(where isWanted: (ValueType?) -> Bool) -> [Completions.Item] {
        scope.names.sorted { $0.key < $1.key }
            .filter { isWanted($0.value.type) }
            .map { Completions.Item(text: $0.key, detail: Self.detail($0.value)) }
    }

    private static func item(_ function: Signature) -> Completions.Item {
        Completions.Item(text: function.isCallWithoutBrackets ? function.name : function.name + "(", sentence: function.sentence)
    }

    private static func detail(_ staticValue: StaticValue) -> String {
        switch staticValue {
        case .value(.object(let object)): object.detail
        case .value, .type: staticValue.kind
        case .unknown: ""
        }
    }

    // MARK: Members

    private func members(endingAt dot: Int) -> [Completions.Item] {
        let member = cell.expression { expression in
            switch expression.kind {
            case .member(_, let word): isFirst(word, after: dot)
            case .method(_, let call): isFirst(call.name, after: dot)
            default: false
            }
        }
        switch member?.kind {
        case .member(let value, _)?, .method(let value, _)?:
            guard let type = cell.checker.found[value.range]?.type else { return [] }
            return cell.catalogue.members(of: type).map(Self.item)
        default: return []
        }
    }

    /// Whether only spaces stand between a dot and a member's name.
    private func isFirst(_ word: Word, after dot: Int) -> Bool {
        word.range.lowerBound > dot && cell.text((dot + 1)..<word.range.lowerBound).allSatisfy(\.isWhitespace)
    }

    // MARK: Arguments

    private func arguments(_ call: OpenCall, _ function: Signature, prefix: String) -> [Completions.Item] {
        let parameter = call.parameter(of: function)
        let values = parameter.map { fitting($0, isLabelled: call.label != nil) } ?? []
        let others = prefix.isEmpty || parameter?.type.isOfWords == true ? [] : self.values { _ in true }
        guard call.label == nil else { return values + others }
        let used = cell.labels(of: call)
        let labels = function.parameters.enumerated()
            .filter { $0.offset >= call.unlabelled && !used.contains($0.element.name) }
            .map { Completions.Item(text: $0.element.name + ": ", sentence: $0.element.sentence) }
        return (parameter?.isRequired == true ? values + labels : labels + values) + others
    }

    /// What a parameter takes.
    private func fitting(_ parameter: Parameter, isLabelled: Bool) -> [Completions.Item] {
        var items = parameter.type.choices.map { Completions.Item(text: $0, detail: $0 == parameter.written ? "the default" : "") }
        if case .boolean = parameter.type { items += ["true", "false"].map { Completions.Item(text: $0, detail: "") } }
        if parameter.type.isFunctionName {
            return cell.catalogue.all.map { Completions.Item(text: $0.name, sentence: $0.sentence) }
        }
        if !parameter.type.isOfWords { items += values { $0.map(parameter.type.accepts) ?? false } }
        if case .none = parameter.defaultValue, isLabelled {
            items.append(Completions.Item(text: "none", detail: "as if it were omitted"))
        }
        return items
    }

    // MARK: Texts

    /// Words of a choice, and paths.
    private func inText(_ token: Token, isClosed: Bool) -> Completions {
        let start = token.range.lowerBound + 1
        guard start <= cell.offset, !isClosed || cell.offset < token.range.upperBound else { return none }
        guard let call = cell.openCall, let parameter = cell.function(of: call).flatMap({ call.parameter(of: $0) }) else { return none }
        let typed = cell.text(start..<cell.offset)
        switch parameter.type {
        case .file: return paths(PathCompletion(typed, foldersOnly: false, files), isClosed: isClosed)
        case .folder: return paths(PathCompletion(typed, foldersOnly: true, files), isClosed: isClosed)
        default:
            let words = parameter.type.choices.filter { $0.hasPrefix(typed) }.map { Completions.Item(text: $0, detail: "") }
            return Completions(range: start..<cell.offset, items: words)
        }
    }

    private func paths(_ paths: PathCompletion, isClosed: Bool) -> Completions {
        Completions(range: (cell.offset - paths.typedName.utf8.count)..<cell.offset, items: paths.items(closing: !isClosed))
    }
}
