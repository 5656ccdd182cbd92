import CellLanguage

/// A chain of links, joined by `|`: at most three, with a link `end` only at the end.
struct Chain: Pipeline, Equatable {
    var links: [String]

    static let typeDescription = TypeDescription("a chain", example: "link(2) | end")

    var written: String { links.joined(separator: " | ") }

    var detail: String { written }

    var partCount: Int { links.count }

    static func join(_ pipelines: [Chain]) -> Chain { Chain(links: pipelines.flatMap(\.links)) }

    var fault: PartFault? {
        guard let end = links.dropLast().firstIndex(of: "end") else { return nil }
        return PartFault(.told("nothing follows an end"), part: end + 1)
    }

    func shape(in scope: Scope) throws(PartFault) -> String? {
        if let fault { throw fault }
        return "\(links.count) links"
    }
}

/// A bag of numbers, which has elements.
struct Bag: IndexedObject {
    var count: Int

    static let typeDescription = TypeDescription("a bag", plural: "bags")

    var name: String { "the bag" }

    var written: String { "bag of \(count)" }

    func element(at index: Int) -> Double? { Double(index) }

    func elements(_ range: Range<Int>) -> Bag { Bag(count: range.count) }
}

/// A function of the small language of the tests.
struct TestFunction: CheckableFunction {
    var signature: Signature
    var value: (@Sendable (Value?, Arguments) throws(CellError) -> Value)?
    var fit: (@Sendable (Arguments) -> Misfit?)?

    func immediateValue(of receiver: Value?, _ arguments: Arguments) throws(CellError) -> Value? { try value?(receiver, arguments) }

    func misfit(of receiver: Value?, _ arguments: Arguments) -> Misfit? { fit?(arguments) }

    func remark(on arguments: Arguments) -> String? { nil }
}

extension Catalogue {
    static let test = Catalogue(
        [
            TestFunction(
                signature: Signature(
                    "link", parts, "A link of a chain.",
                    parameters: [
                        .required("size", .whole(1...100), "How long it is."),
                        .optional("form", .choice(["round", "square"]), .text("round"), "What it looks like."),
                    ],
                    gives: Chain.valueType, example: "link(3, square)", related: ["end"])
            ) { (_, arguments) throws(CellError) in
                Chain(links: ["link(\(try arguments.integer("size")))"]).cellValue
            },
            TestFunction(
                signature: Signature("end", parts, "The end of a chain.", gives: Chain.valueType, example: "link(1) | end")
            ) { (_, _) throws(CellError) in Chain(links: ["end"]).cellValue },
            TestFunction(
                signature: Signature(
                    "bag", things, "A bag.", parameters: [.required("count", .count, "How much is in it.")], gives: Bag.valueType,
                    example: "bag(3)")),
            TestFunction(
                signature: Signature(
                    "hang", things, "Hangs a bag on a chain.",
                    parameters: [.required("chain", .value(Chain.valueType), "What it hangs on."), .required("bag", .text, "Its name.")],
                    gives: .number, example: "hang(end, \"a\")"),
                fit: { arguments in
                    guard let chain = arguments["chain"].object(Chain.self), chain.links.count > 2 else { return nil }
                    return Misfit(.told("this chain is too long"), parameter: "chain", part: 2)
                }),
            TestFunction(
                signature: Signature(
                    "all", things, "Takes anything.", parameters: [.repeated("value", .number(.any), "A number.")], gives: .list,
                    example: "all(1, 2)")),
            TestFunction(
                signature: Signature(
                    "pick", things, "Takes words.", parameters: [.repeated("word", .choice(["yes", "no"]), "A word.")], gives: .text,
                    example: "pick(yes, no)")),
            TestFunction(
                signature: Signature(
                    "links", things, "How many links there are.", of: Chain.valueType, gives: .number, example: "(end).links")
            ) { (receiver, _) throws(CellError) in
                .number(Double(receiver?.object(Chain.self)?.links.count ?? 0))
            },
        ],
        pipelineType: Chain.self)

    private static let parts = FunctionGroup("Parts")
    private static let things = FunctionGroup("Things")
}

/// The errors in a source, as they would be printed.
func errors(in source: String, _ scope: Scope = Scope()) -> [String] {
    let parsed = Parser.parse(source)
    var checker = Checker(.test, scope)
    checker.check(parsed.statements, skipsBroken: true)
    let diagnostic = Diagnostic(of: source)
    return (parsed.errors + checker.errors).map(diagnostic.text)
}

extension FileLookup {
    /// No files at all.
    static let nothing = FileLookup(names: { _ in [] }, isFolder: { _ in false })
}
