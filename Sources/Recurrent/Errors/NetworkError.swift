/// Why a network cannot be built, or cannot work on this data. Messages for users are worded elsewhere.
public struct NetworkError: Error, Sendable, Equatable {
    /// Index of the layer that is wrong, or nil where the network as a whole is.
    public var layer: Int?
    /// What is wrong.
    public var problem: Problem

    /// A problem of a layer, or of the whole.
    public init(layer: Int? = nil, _ problem: Problem) {
        self.layer = layer
        self.problem = problem
    }
}

extension NetworkError {
    /// What is wrong. `data`, `train` and `test` are names of datasets; sequences, steps and features are counted from 0.
    public enum Problem: Sendable, Equatable {
        // Layers
        case noLayers
        case inputWidth(Int, most: Int)
        case embeddingNotFirst(Layer, input: OutputShape)
        case dropoutRate(Layer)
        /// A projection is that of an lstm without recurrent dropout, zoneout and normalisation, and narrower than its units.
        case projection(Layer)
        /// Of recurrent dropout, or of zoneout.
        case stateRate(Layer)
        /// A layer ends the time axis, which another has ended before.
        case timeEndedTwice(Layer, endedBy: Layer, shape: OutputShape)
        /// A recurrent layer comes after one that has ended the time axis.
        case noTimeSteps(Layer, endedBy: Layer, shape: OutputShape)
        /// Windows of steps, and the way from one to the next, have a size.
        case window(Layer, most: Int)
        /// What is added must have as many steps.
        case fewerStepsInResidual(Layer)
        /// The network does not begin with an embedding whose weights could be used again.
        case noEmbedding(Layer)
        /// What is told by the embedding's vectors is not as wide as they are.
        case tiedWidth(Layer, size: Int, input: OutputShape)
        /// A layer that stands at the end, or nowhere.
        case notLast(Layer)
        /// Two paths or more are joined, each of a layer or more.
        case fewPaths(Layer)
        case insideJoin(Layer)
        /// Paths with a time axis beside paths without.
        case joinShapes([OutputShape])
        /// A path that reads backward comes before others.
        case backwardNotLast(Network)
        case emptyResidual
        case embeddingInResidual(Layer)
        case residualShapes(input: OutputShape, output: OutputShape)
        case forgetBias(Layer)
        case units(Layer, most: Int)
        case vectorSize(Layer, most: Int)

        // Network and data
        case outputAtEachStep(width: Int, data: String, task: SequenceTask)
        case outputOnce(width: Int, data: String, task: SequenceTask)
        /// The network has fewer steps than the data, which has something to predict at each: so many times fewer.
        case outputAtFewerSteps(Layer, times: Int, data: String, task: SequenceTask)
        /// `last` is the layer that gives the output.
        case outputWidth(OutputShape, data: String, task: SequenceTask, last: Layer?)
        /// The data has symbols.
        case readsNumbers(Layer)
        /// The data has numbers, so many a step.
        case readsSymbols(Layer, data: String, width: Int)
        case noNextSymbol(data: String)
        /// A loss of one class of several.
        case lossOfClasses(Loss, data: String)
        /// Connectionist temporal classification needs labels in their order.
        case noLabelSequences(data: String)
        /// Paths are those of classes at each step.
        case noPaths(data: String)
        /// The network ends with weights of a loss that it is not trained with.
        case transitionsWithoutPaths(Loss)
        /// The network lacks weights of the loss that it is trained with.
        case pathsWithoutTransitions
        /// Quantiles are those of values.
        case quantilesOfClasses(data: String)
        /// Several targets have a loss each, not one of another kind together.
        case lossOfOneTarget(Loss, data: String)
        /// So many weights for these targets; without names there are not several.
        case targetWeights(Int, targets: [String], data: String)
        /// These targets are those of steps, the others those of sequences.
        case mixedTargets([String], data: String)
        /// Steps have weights, and nothing is predicted at each of them.
        case stepWeightsWithoutSteps(data: String)
        /// Paths have no weights by step.
        case stepWeightsOfPaths(data: String)
        /// Forecasts go on with series, whose targets are later values of their features.
        case noSeries(data: String)
        /// Features of which nobody knows how they go on.
        case unknownFeatures([String], data: String)
        /// Features are known as far as the data reaches; `back` is nil where they cannot be used at all.
        case featuresKnownTooShort([String], steps: Int, back: Int?)
        /// The data does not reach so far back.
        case forecastTooFarBack(Int, most: Int, data: String)
        /// A forecast would go on from values that are missing.
        case forecastOfMissing(sequence: Int, data: String)
        case trainedOnOtherWidth(Int, data: String, width: Int)
        case testWidth(Int, test: String, train: String, trainWidth: Int)
        case testTask(test: String, train: String)
        case noExample(Int, data: String, count: Int)
        /// Outputs without a derivative that could be followed from zeros: labels that are read along the steps, and states that are normalised.
        case notExplained
        /// What is said of several targets is not explained.
        case severalNotExplained([String])
        /// There is no such output, counted from 0.
        case noOutput(Int, outputs: Int)
        /// No class or label has this name.
        case noClass(String, data: String)
        /// There is no such step, counted from 0; 0 steps where nothing is said step by step.
        case noStep(Int, steps: Int)
        case points(Int, most: Int)

        // Contents of the data
        case noSequences(data: String)
        case noSteps(sequence: Int, data: String)
        case inputNotFinite(Float, sequence: Int, step: Int, feature: Int, data: String)
        case symbolOutside(sequence: Int, data: String, vocabulary: Int)
        case classOutside(Int32, sequence: Int, data: String, classes: Int)
        case stepClassOutside(Int32, sequence: Int, data: String, classes: Int)
        /// More labels, and blanks between those that are alike, than steps.
        case tooManyLabels(Int, repeats: Int, sequence: Int, steps: Int, data: String)
        case valueNotFinite(sequence: Int, data: String)
        case stepValueInfinite(sequence: Int, data: String)

        // Work
        case plan(PlanProblem)
        case weights(WeightsProblem)
        case emptyBatch
        case memory(sequences: Int, steps: Int, demand: MemoryDemand, available: Double, trains: Bool)
        case otherCheckpoint
        /// The last layer, or none, has no outputs of its own that could become more.
        case cannotGrow(Layer?)
        /// What the network says depends on steps that have not come yet.
        case needsWholeSequence
        case noLanguageModel(vocabulary: Int)
        case temperature(Float)
        case promptSymbol(Int32, vocabulary: Int)
    }

    /// What is wrong with a training plan.
    public enum PlanProblem: Sendable, Equatable {
        case epochs(Int, most: Int)
        case batchSize(Int, most: Int)
        case learningRate(Float)
        case clipNorm(Float)
        case clipValue(Float)
        case weightDecay(Float)
        case patience(Int)
        /// Patience and best weights need data to test on.
        case noTestData
        case weightsWithoutClasses
        case weightCount(Int, classes: Int)
        case weightValues
        case window(Int)
        /// Windows of steps need a network that predicts at each step and reads forward.
        case windowNetwork
        /// Paths have no weights by class.
        case weightsOfPaths
        /// Labels are read off sequences as a whole.
        case windowOfLabels
        case schedule(LearningRateSchedule)
        case accumulatedBatches(Int)
        /// The share of a running average that is kept is 0 or more and less than 1.
        case averageDecay(Float)
        /// Shares of quantiles are between 0 and 1, and rise.
        case quantiles([Float])
        /// The number of a loss is outside of its range.
        case loss(Loss)
        /// There is no such layer to freeze; counted from 0.
        case frozenLayer(Int, layers: Int)
    }

    /// What is wrong with weights, or with states, that a network is to take.
    public enum WeightsProblem: Sendable, Equatable {
        case missing(String)
        case shape(String, found: [Int], expected: [Int])
        /// A file lacks a tensor; `found` are the names of those it has, sorted.
        case noTensor(String, found: [String])
        case tensorShape(String, found: [Int], expected: [Int])
        /// A tensor that the network needs has numbers of a type that is not read.
        case tensorType(String, type: String)
        /// Tensors with infinite numbers, or what is no number.
        case notFinite([String])
        /// No module of a file has tensors of the shapes that a layer needs; `found` are the shapes of those that are there, `needed` what all layers need.
        case noModule(layer: Layer, expected: [Int], found: [String: [Int]], needed: [LayerWeights] = [])
        /// A recurrent layer of a file has a projection (`proj_size`), from so many units to such a width, that the network has not.
        case projection(tensor: String, units: Int, width: Int)
        /// Several modules fit the layer alike.
        case severalModules(layer: Layer, [String])
        /// A module has more recurrent layers than the network takes of it.
        case unusedLayers(module: String, found: Int, used: Int)
        /// As many modules have to be named as the network has layers with weights.
        case moduleCount(given: Int, layers: Int)
        /// The module that is named for a layer does not fit it.
        case moduleMisfit(String, layer: Layer, found: [String: [Int]])
        /// PyTorch knows no such layer; `layer` is its index, such as `3.1`.
        case unknownToPyTorch(Recurrence, layer: String)
        /// Another program's files have no such layer; `layer` is its index.
        case unknownElsewhere(Layer, layer: String, WeightFormat)
        case state(String)
    }
}

/// The tables of weights that a layer needs, as another framework has them.
public struct LayerWeights: Sendable, Equatable {
    /// The layer, as far as its weights tell.
    public var layer: Layer
    /// Their shapes.
    public var shapes: [[Int]]
}

/// The shape of what a layer gives or reads: [batch, time, width], or [batch, width] once the time axis has ended.
public struct OutputShape: Sendable, Hashable {
    /// Whether it has a time axis.
    public var returnsSequences: Bool
    /// nil where it is the width of an input that is not known yet.
    public var width: Int?

    /// A shape with a time axis or without.
    public init(returnsSequences: Bool, width: Int?) {
        self.returnsSequences = returnsSequences
        self.width = width
    }
}
