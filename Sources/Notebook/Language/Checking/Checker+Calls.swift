import Datasets
import Recurrent

extension Checker {
    mutating func call(_ call: Call, _ range: SourceRange) -> StaticValue {
        let name = call.name
        guard let function = Catalogue.function(name.text) else {
            if scope.names[name.text] != nil || scope.withoutValue.contains(name.text) {
                add(.callOfValue(name.text, kind: scope.names[name.text]?.type?.words ?? "a value"), name.range)
            } else {
                add(.unknownFunction(name.text, suggestion: Suggestion.nearest(to: name.text, in: Catalogue.functionNames)), name.range)
            }
            for argument in call.arguments { _ = staticValue(of: argument.value) }
            return .unknown
        }
        return bound(call, to: function, receiver: nil, range)
    }

    /// A member, with or without arguments.
    mutating func member(_ name: Word, of base: StaticValue, call: Call?, _ range: SourceRange) -> StaticValue {
        guard let type = base.type else {
            for argument in call?.arguments ?? [] { _ = staticValue(of: argument.value) }
            return .unknown
        }
        guard let function = Catalogue.member(name.text, of: type) else {
            let members = Catalogue.members(of: type).map(\.name)
            add(
                .unknownMember(
                    name.text, kind: type.words, members: members, suggestion: Suggestion.nearest(to: name.text, in: members)), name.range)
            return .unknown
        }
        guard let call else {
            let empty = Call(name: name, arguments: [], brackets: name.range.upperBound..<name.range.upperBound, isClosed: true)
            return bound(empty, to: function, receiver: base, range)
        }
        return bound(call, to: function, receiver: base, range)
    }

    /// Checks the arguments of a call, and tells what it gives.
    private mutating func bound(_ call: Call, to function: Function, receiver: StaticValue?, _ range: SourceRange) -> StaticValue {
        let binding = CallBinding(call, to: function)
        for error in binding.errors { add(error, call.name.range) }
        var values: [String: Value] = [:]
        var isKnown = binding.errors.isEmpty
        for pair in binding.pairs {
            let place = pair.argument.value.range
            let staticValue = argument(pair, of: function)
            if let problem = CallBinding.problem(of: staticValue, for: pair.parameter, of: function) {
                add(problem, place)
                isKnown = false
            } else if let value = staticValue.value {
                values[pair.parameter.name] = value
            } else {
                isKnown = false
            }
        }
        keep(Arguments(function: function, values: values), of: call.name)
        checkFit(function, receiver: receiver, values, binding.pairs)
        if let receiver { return result(of: function, receiver, range) }
        return isKnown ? result(of: function, Arguments(function: function, values: values), range) : .type(function.result)
    }

    private mutating func argument(_ pair: CallBinding.Pair, of function: Function) -> StaticValue {
        if let word = pair.parameter.word(in: pair.argument.value) {
            if pair.parameter.type == .functionName, Catalogue.entries(named: word).isEmpty {
                let names = Catalogue.all.map(\.name)
                add(.unknownFunction(word, suggestion: Suggestion.nearest(to: word, in: names)), pair.argument.value.range)
                return .unknown
            }
            return .value(.text(word))
        }
        // A word that is no name either was meant as one of the choices.
        if case .name(let word) = pair.argument.value.kind, !pair.parameter.type.choices.isEmpty, scope.names[word] == nil,
            Catalogue.constants[word] == nil, !scope.withoutValue.contains(word)
        {
            add(CallBinding.unknownChoice(word, pair.parameter, function), pair.argument.value.range)
            return .unknown
        }
        return staticValue(of: pair.argument.value)
    }

    /// What a function gives: the value itself where it is at hand, as for layers and optimizers.
    mutating func result(of function: Function, _ arguments: Arguments, _ range: SourceRange) -> StaticValue {
        guard [.layers, .optimizers, .schedules].contains(function.group) else { return .type(function.result) }
        do throws(CellError) {
            if let value = try EvaluateLayers.call(arguments) {
                if case .network(let network) = value { try check(network) }
                return .value(value)
            }
            if let value = try EvaluateOptimizers.call(arguments) { return .value(value) }
        } catch {
            add(error, range)
        }
        return .type(function.result)
    }

    private func check(_ network: Network) throws(CellError) {
        do throws(NetworkError) {
            _ = try network.summary(features: nil)
        } catch {
            throw CellError(.told(error.sentence))
        }
    }

    /// What a member gives; its value where that is there already.
    private mutating func result(of function: Function, _ receiver: StaticValue, _ range: SourceRange) -> StaticValue {
        guard let value = receiver.value, function.parameters.isEmpty, function.name != "standardize", function.name != "weights" else {
            return .type(function.result)
        }
        do throws(CellError) {
            return .value(try EvaluateMembers.member(Arguments(function: function, values: [:]), of: value))
        } catch {
            add(error, range)
            return .type(function.result)
        }
    }

    /// Whether network and data belong together, where both are known.
    private mutating func checkFit(_ function: Function, receiver: StaticValue?, _ values: [String: Value], _ pairs: [CallBinding.Pair]) {
        let network: Network?
        let part: SequenceDataset?
        switch (function.name, values["network"] ?? receiver?.value, values["run"]) {
        case ("train", .network(let own)?, _), ("summary", .network(let own)?, _), ("load", .network(let own)?, _):
            (network, part) = (own, values["data"]?.trainingPart)
        case ("evaluate", _, .run(let run)?): (network, part) = (run.model.network, values["data"]?.testPart)
        default: return
        }
        guard let network, let part else { return }
        do throws(NetworkError) {
            _ = try network.task(for: part)
        } catch {
            add(.told(error.sentence), place(of: error.layer, function, pairs))
        }
    }

    /// The layer that is to blame where it is written in this call, else the network as a whole.
    private func place(of layer: Int?, _ function: Function, _ pairs: [CallBinding.Pair]) -> SourceRange {
        let argument = pairs.first { $0.parameter.name == "network" || $0.parameter.name == "run" } ?? pairs.first
        let range = argument?.argument.value.range ?? 0..<0
        guard let layer, let places = layerPlaces[range], places.indices.contains(layer) else { return range }
        return places[layer]
    }
}

extension Value {
    /// What is trained on; nil where there is nothing.
    var trainingPart: SequenceDataset? {
        switch self {
        case .data(let pair): pair.train
        case .dataset(let dataset): dataset
        default: nil
        }
    }

    /// What is tested on: the test part of a pair, or what it has.
    var testPart: SequenceDataset? {
        switch self {
        case .data(let pair): pair.test ?? pair.train
        case .dataset(let dataset): dataset
        default: nil
        }
    }
}
