import Datasets
import Recurrent

/// The values of a call's arguments by the names of the catalogue's parameters, defaults filled in.
struct Arguments: Sendable {
    /// The function that is called.
    let function: Function
    private let values: [String: Value]

    /// - Parameter values: what was given; several values of a repeated parameter as a list.
    init(function: Function, values: [String: Value]) {
        self.function = function
        var values = values
        for parameter in function.parameters where values[parameter.name] == nil {
            if case .value(let standard) = parameter.standard { values[parameter.name] = standard }
        }
        self.values = values
    }

    subscript(_ name: String) -> Value { values[name] ?? .nothing }

    /// Whether something other than `none` was given.
    func has(_ name: String) -> Bool {
        if case .nothing = self[name] { false } else { true }
    }

    func number(_ name: String) throws(CellError) -> Double {
        guard case .number(let number) = self[name], number.isFinite else { throw wrong(name) }
        return number
    }

    /// A number as the engine computes with it.
    func float(_ name: String) throws(CellError) -> Float {
        let number = Float(try number(name))
        guard number.isFinite else { throw wrong(name) }
        return number
    }

    func optionalFloat(_ name: String) throws(CellError) -> Float? {
        has(name) ? try float(name) : nil
    }

    func integer(_ name: String) throws(CellError) -> Int {
        guard let integer = Int(exactly: try number(name)) else { throw wrong(name) }
        return integer
    }

    func optionalInteger(_ name: String) throws(CellError) -> Int? {
        has(name) ? try integer(name) : nil
    }

    /// A range of lengths in steps, of which the upper end is left out.
    func lengths() throws(CellError) -> ClosedRange<Int> {
        guard case .range(let lower, let upper) = self["lengths"], lower < upper else { throw wrong("lengths") }
        return lower...(upper - 1)
    }

    func seed() throws(CellError) -> UInt64 {
        guard let seed = UInt64(exactly: try integer("seed")) else { throw wrong("seed") }
        return seed
    }

    func optionalSeed() throws(CellError) -> UInt64? {
        has("seed") ? try seed() : nil
    }

    func text(_ name: String) throws(CellError) -> String {
        guard case .text(let text) = self[name] else { throw wrong(name) }
        return text
    }

    func optionalText(_ name: String) throws(CellError) -> String? {
        has(name) ? try text(name) : nil
    }

    func boolean(_ name: String) throws(CellError) -> Bool {
        guard case .boolean(let boolean) = self[name] else { throw wrong(name) }
        return boolean
    }

    /// One of an enumeration's cases by its name.
    func choice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type = Choice.self) throws(CellError) -> Choice {
        guard case .text(let text) = self[name], let choice = Choice(rawValue: text) else { throw wrong(name) }
        return choice
    }

    func network(_ name: String) throws(CellError) -> Network {
        guard case .network(let network) = self[name] else { throw wrong(name) }
        return network
    }

    func optimizer() throws(CellError) -> OptimizerSetting {
        guard case .optimizer(let setting) = self["optimizer"] else { throw wrong("optimizer") }
        return setting
    }

    /// One dataset: the test part of a pair where there is one.
    func testData(_ name: String) throws(CellError) -> SequenceDataset {
        guard let data = self[name].testPart else { throw wrong(name) }
        return data
    }

    /// Data to train and to test on; a single dataset is to train on.
    func pair(_ name: String) throws(CellError) -> DataPair {
        switch self[name] {
        case .data(let pair): return pair
        case .dataset(let dataset): return DataPair(name: dataset.name, train: dataset, test: nil)
        default: throw wrong(name)
        }
    }

    func run(_ name: String) throws(CellError) -> TrainedRun {
        guard case .run(let run) = self[name] else { throw wrong(name) }
        return run
    }

    /// The elements of a list; a single value is a list of one, `none` an empty one.
    func list(_ name: String) -> [Value] {
        switch self[name] {
        case .list(let values): values
        case .nothing: []
        case let value: [value]
        }
    }

    func wrong(_ name: String) -> CellError {
        let expected = function.parameter(name)?.words ?? "something else"
        return CellError(.wrongArgument(name, function: function.name, expected: expected, found: self[name].kind))
    }
}

extension CellError {
    init(_ error: NetworkError) {
        self.init(.told(error.sentence))
    }

    init(_ error: DataError) {
        self.init(.told(error.sentence))
    }

    init(_ error: SafetensorsError) {
        self.init(.told(error.sentence))
    }
}
