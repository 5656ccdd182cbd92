import Testing

@testable import CellLanguage

@Suite struct CheckerTests {
    private func meaning(_ name: String, after source: String) -> StaticValue? {
        var checker = Checker(.test, Scope())
        checker.check(Parser.parse(source).statements)
        return checker.scope.names[name]
    }

    @Test func valuesAreKnownWhereTheyComeAtOnce() {
        #expect(meaning("a", after: "a = link(2) | link(3) | end")?.value?.written == "link(2) | link(3) | end")
        #expect(meaning("a", after: "a = (link(2) | end).links")?.value?.written == "2")
        #expect(meaning("a", after: "a = [1, \"b\", 2..5, none, true]")?.value?.written == "[1, \"b\", 2..5, none, true]")
        #expect(meaning("a", after: "a = [1, 2, 3][-1]")?.value?.written == "3")
    }

    @Test func typesAreKnownWhereValuesAreNot() {
        #expect(meaning("a", after: "b = bag(3)\na = b[0..2]")?.type == Bag.valueType)
        #expect(meaning("a", after: "b = bag(3)\na = b[0]")?.type == .number)
        #expect(meaning("a", after: "a = unheardof")?.type == nil)
        #expect(meaning("a", after: "a = link(0) | end")?.type == Chain.valueType)
    }

    @Test func faultsOfPipelinesAreToldAtTheirPart() {
        #expect(errors(in: "a = end | link(1)") == ["error: nothing follows an end\n  a = end | link(1)\n            ^^^^^^^"])
        #expect(errors(in: "a = link(1) | 5") == ["error: `|` joins layers; this is 5.\n  a = link(1) | 5\n                ^"])
        #expect(errors(in: "hang(end | [1], \"b\")").count == 1)
    }

    @Test func argumentsThatDoNotBelongTogetherAreToldAtTheirPart() {
        let source = "hang(link(1) | link(2) | end, \"b\")"
        #expect(errors(in: source) == ["error: this chain is too long\n  \(source)\n                           ^^^"])
        let named = "c = link(1) | link(2) | end\nhang(chain: c, bag: \"b\")"
        #expect(errors(in: named) == ["error: this chain is too long\n  hang(chain: c, bag: \"b\")\n              ^"])
    }

    @Test func membersAreThoseOfTheType() {
        #expect(errors(in: "bag(2).links") == ["error: A bag has no `links`; it has no members.\n  bag(2).links\n         ^^^^^"])
        #expect(errors(in: "end.link")[0].contains("did you mean `links`?"))
        #expect(Catalogue.test.memberNames(of: Chain.valueType) == ["links"])
        #expect(Catalogue.test.memberNames(of: Bag.valueType).isEmpty)
    }

    /// Suggestions for an unknown name are sought among all names, so only for errors that somebody reads.
    @Test func suggestionsAreSoughtWhenTheyAreRead() {
        var scope = Scope()
        for number in 0..<10 { scope.names["name\(number)"] = .unknown }
        scope.withoutValue.insert("other")
        var checker = Checker(.test, scope)
        checker.check(Parser.parse("nam7\nothre\nbagg = 1\nbag2").statements)
        #expect(checker.findings.map(\.error.problem) == ["nam7", "othre", "bag2"].map { .unknownName($0, suggestion: nil) })
        #expect(
            checker.errors.map(\.problem) == [
                .unknownName("nam7", suggestion: "name7"), .unknownName("othre", suggestion: "other"),
                .unknownName("bag2", suggestion: "bagg"),
            ])
    }

    @Test func repeatedArgumentsBecomeAList() {
        var checker = Checker(.test, Scope())
        checker.check(Parser.parse("all(1, 2, value: 3)").statements)
        #expect(checker.calls.values.first?["value"].written == "[1, 2, 3]")
    }

    @Test func namesOfASource() {
        let source = Parser.parse("a = link(size, square)\nb = pick(yes, other)\nb | a")
        let names = SourceNames(source, .test)
        #expect(names.definitions == ["a", "b"])
        #expect(names.uses == ["size", "other"])
        #expect(names.functions == ["link", "pick"])
        #expect(SourceNames(Parser.parse("a = ("), .test).definitions.isEmpty)
    }

    @Test func helpIsMadeFromTheCatalogue() {
        #expect(
            HelpPage(.test).about("link") == """
                link(size, form: round)
                A link of a chain.

                  size  How long it is.
                        a whole number, 1 to 100
                  form  What it looks like.
                        round or square; default round

                returns a chain

                example
                  link(3, square)

                see also end
                """)
        #expect(HelpPage(.test).overview.hasPrefix("Parts\n  link"))
        #expect(
            ReferencePage(.test).markdown.contains("### `.links`\n\nHow many links there are.\n\nReturns a number; a member of a chain."))
    }
}
