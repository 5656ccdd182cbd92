import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// Finds what the layers of a typed pipeline give and take.
struct LayerTableMaker {
    let assistant: Assistant

    /// What the pipeline is trained on, as far as that is known.
    private struct Setting {
        var data: SequenceDataset
        var batch = TrainingPlan().batchSize
        var window: Int?
        var optimizer = OptimizerSetting.standard.optimizer
        var loss = Loss.standard
    }

    /// - Returns: nil where no pipeline is written.
    func table(in source: String, at offset: Int) -> LayerTable? {
        guard let pipeline = assistant.pipeline(in: source, at: offset) else { return nil }
        var table = LayerTable(pipeline.written, in: Array(source.utf8))
        if let problem = pipeline.problem { table.problem = (table.row(at: problem.place), problem.sentence) }
        let networks = Self.known(pipeline.written, pipeline)
        let isWhole = networks.count == pipeline.written.parts.count
        let setting = self.setting(of: pipeline, Network(networks.flatMap(\.layers)))
        fill(&table, networks, isWhole: isWhole, setting)
        fillInside(&table, pipeline, setting)
        return table
    }

    /// The networks of its parts, as far as all before are known.
    private static func known(_ written: WrittenPipeline, _ pipeline: TypedPipeline) -> [Network] {
        var networks: [Network] = []
        for part in written.parts {
            guard let network = pipeline.values[part.range]?.object(Network.self) else { break }
            networks.append(network)
        }
        return networks
    }

    /// Fills the rows of what layers are made of: they are the end of a network that begins with all that is before them.
    private func fillInside(_ table: inout LayerTable, _ pipeline: TypedPipeline, _ setting: Setting?) {
        var before: [[Network]] = [Self.known(table.pipelines[0], pipeline)]
        let all = setting.flatMap { demands(Network(before[0].flatMap(\.layers)), $0) }?.reduce(0) { $0 + $1.products } ?? 0
        // What is before a pipeline: all known parts of those that it is inside of.
        var heads: [[Layer]?] = [[]]
        for (number, written) in table.pipelines.enumerated().dropFirst() {
            let own = Self.known(written, pipeline)
            before.append(own)
            guard let parent = table.parents[number].map({ table.rows[$0] }), let head = heads[parent.pipeline],
                before[parent.pipeline].count >= parent.part
            else {
                heads.append(nil)
                continue
            }
            let start = head + before[parent.pipeline].prefix(parent.part).flatMap(\.layers)
            heads.append(start)
            let rows = table.rows.indices.filter { table.rows[$0].pipeline == number }
            for count in own.indices {
                let layers = start + own.prefix(count + 1).flatMap(\.layers)
                guard let summary = try? Network(layers).summary(features: setting?.data.features), let last = summary.rows.last else {
                    break
                }
                let size = own[count].layers.count
                var parameters = LinearCount(constant: 0)
                for row in summary.rows.suffix(size) { parameters = parameters + row.parameters }
                (table.rows[rows[count]].output, table.rows[rows[count]].parameters) = (last.shapeOfOne, parameters.plain)
                guard let demands = setting.flatMap({ demands(Network(layers), $0) })?.suffix(size) else { continue }
                table.rows[rows[count]].memory = MemoryDemand.text(demands.reduce(0) { $0 + $1.memory })
                table.rows[rows[count]].share = all > 0 ? demands.reduce(0) { $0 + $1.products } / all : nil
            }
        }
    }

    private func fill(_ table: inout LayerTable, _ networks: [Network], isWhole: Bool, _ setting: Setting?) {
        let rows = table.rows.indices.filter { table.rows[$0].pipeline == 0 }
        var known = networks
        var summary: NetworkSummary?
        // Where a layer cannot follow, those before it are still told of.
        while !known.isEmpty, summary == nil {
            do throws(NetworkError) {
                summary = try Network(known.flatMap(\.layers)).summary(features: setting?.data.features)
            } catch {
                if table.problem == nil {
                    let part = error.layer.flatMap { Self.part(of: $0, in: known) }
                    table.problem = (part.map { rows[$0] }, CellError(error).problem.sentence)
                }
                known.removeLast()
            }
        }
        guard let summary else { return }
        let network = Network(known.flatMap(\.layers))
        let demands = setting.flatMap { self.demands(network, $0) }
        let all = demands?.reduce(0) { $0 + $1.products } ?? 0
        var first = 0
        for (place, part) in known.enumerated() {
            let layers = first..<(first + part.layers.count)
            first = layers.upperBound
            guard let end = layers.last else { continue }
            let place = rows[place]
            table.rows[place].output = summary.rows[end].shapeOfOne
            var parameters = LinearCount(constant: 0)
            for row in summary.rows[layers] { parameters = parameters + row.parameters }
            table.rows[place].parameters = parameters.plain
            guard let demands else { continue }
            table.rows[place].memory = MemoryDemand.text(demands[layers].reduce(0) { $0 + $1.memory })
            table.rows[place].share = all > 0 ? demands[layers].reduce(0) { $0 + $1.products } / all : nil
        }
        table.parameters = summary.parameters.plain
        guard let setting else {
            table.basis = "the training data is not known yet, so memory and time are not shown"
            return
        }
        let steps = self.steps(setting)
        table.basis = "\(setting.data.name), \(Figures.grouped(sequences(setting))) at once, \(Figures.count(steps, "step"))"
        guard isWhole, known.count == networks.count, let demands, let memory = self.memory(network.ready(for: setting.loss), setting)
        else {
            return
        }
        table.memory = memory.text
        table.cost = .init(
            parameters: summary.parameters.constant, memory: memory.bytes, products: demands.reduce(0) { $0 + $1.products })
    }

    /// The part that a layer of the whole belongs to.
    private static func part(of layer: Int, in parts: [Network]) -> Int? {
        var end = 0
        return parts.firstIndex { part in
            end += part.layers.count
            return layer < end
        }
    }

    // MARK: What it is trained on

    private func setting(of pipeline: TypedPipeline, _ network: Network) -> Setting? {
        if let arguments = pipeline.arguments, arguments.function.parameter("batch") != nil, let pair = try? arguments.pair("data"),
            let train = pair.train
        {
            var setting = Setting(data: train)
            if let batch = try? arguments.integer("batch") { setting.batch = batch }
            if let loss = (try? arguments.optional("loss", as: Loss.self)) ?? nil { setting.loss = loss }
            if let own = try? arguments.value("optimizer", as: OptimizerSetting.self) { setting.optimizer = own.optimizer }
            setting.window = (try? TrainingFunctions.window(arguments, for: train)) ?? nil
            return setting
        }
        let candidates = pipeline.scope.names.sorted { $0.key < $1.key }.compactMap { $0.value.value?.trainingPart }
        let fitting = candidates.first { (try? network.task(forKindOf: $0)) != nil }
        let widths = Set(candidates.map(\.features))
        guard let data = fitting ?? (widths.count == 1 ? candidates.first : nil) else { return nil }
        return Setting(data: data, window: TrainingFunctions.window(for: data))
    }

    private func steps(_ setting: Setting) -> Int {
        let longest = max(1, setting.data.longestLength)
        return max(1, min(setting.window ?? longest, longest))
    }

    /// Sequences of a batch: of one text, as many streams as a batch has sequences.
    private func sequences(_ setting: Setting) -> Int {
        let isText = if case .nextSymbol = setting.data.storage.targets { setting.data.count == 1 } else { false }
        return max(1, isText ? setting.batch : min(setting.batch, setting.data.count))
    }

    private func memory(_ network: Network, _ setting: Setting) -> MemoryDemand? {
        try? TrainingDemand.memory(of: network, setting.data, batch: setting.batch, window: setting.window, setting.optimizer, .single)
    }

    private func demands(_ network: Network, _ setting: Setting) -> [LayerDemand]? {
        let isSymbolic = if case .symbols = setting.data.storage.form { true } else { false }
        return try? network.layerDemands(
            features: setting.data.features, symbolic: isSymbolic, batch: sequences(setting), steps: steps(setting),
            optimizer: setting.optimizer)
    }

    // MARK: What else it could be

    /// What the network would take with half a number, with itself, and with double.
    func alternatives(_ source: String, _ table: LayerTable, number: Int, of row: Int) -> [NumberAlternative] {
        guard table.rows.indices.contains(row), table.rows[row].numbers.indices.contains(number) else { return [] }
        let place = table.rows[row].numbers[number]
        let written = String(decoding: Array(table.rows[row].written.utf8)[place], as: UTF8.self)
        return Self.others(written).compactMap { other in
            guard let edited = try? table.applying(.number(number, of: row, other), to: source),
                let own = self.table(in: edited, at: table.start + 1)
            else { return nil }
            if let problem = own.problem {
                return NumberAlternative(number: other, parameters: problem.sentence, memory: "", time: nil, isRefused: true)
            }
            let time = table.cost.flatMap { now in own.cost.map { $0.products / max(1, now.products) } }
            return NumberAlternative(number: other, parameters: own.parameters, memory: own.memory, time: time)
        }
    }

    /// Half of a whole number, itself and double; of another number itself alone.
    private static func others(_ written: String) -> [String] {
        guard let whole = Int(written), whole > 0, whole < 1 << 40 else { return [] }
        return (whole > 1 ? [String(whole / 2)] : []) + [written, String(whole * 2)]
    }
}

extension SequenceDataset {
    /// Steps of the longest sequence.
    fileprivate var longestLength: Int { (0..<count).reduce(0) { max($0, length($1)) } }
}
