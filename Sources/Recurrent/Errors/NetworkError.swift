/// Why a network cannot be built or cannot be used with a dataset. The messages for users are written elsewhere.
public struct NetworkError: Error, Sendable, Equatable {
    /// The index of the layer concerned; nil if it is the network as a whole.
    public var layer: Int?
    /// The problem.
    public var problem: Problem

    /// A problem of a layer, or of the network as a whole.
    public init(layer: Int? = nil, _ problem: Problem) {
        self.layer = layer
        self.problem = problem
    }
}

extension NetworkError {
    /// The problem. `data`, `train` and `test` are names of datasets; sequences, steps and features are counted from 0.
    public enum Problem: Sendable, Equatable {
        // Layers
        case noLayers
        case inputWidth(Int, most: Int)
        case embeddingNotFirst(Layer, input: OutputShape)
        case dropoutRate(Layer)
        /// A projection needs an LSTM without recurrent dropout, zoneout and normalisation, and must be narrower than the units.
        case projection(Layer)
        /// The rate of recurrent dropout or of zoneout is out of range.
        case stateRate(Layer)
        /// A layer ends the time axis, but an earlier layer has already ended it.
        case timeEndedTwice(Layer, endedBy: Layer, shape: OutputShape)
        /// A recurrent layer follows a layer that has ended the time axis.
        case noTimeSteps(Layer, endedBy: Layer, shape: OutputShape)
        /// The width or stride of a window is out of range.
        case window(Layer, most: Int)
        /// The layers of a residual connection must keep the number of steps.
        case fewerStepsInResidual(Layer)
        /// The network does not begin with an embedding whose weights could be reused.
        case noEmbedding(Layer)
        /// The input of tied weights is not as wide as the embedding's vectors.
        case tiedWidth(Layer, size: Int, input: OutputShape)
        /// A layer that must be the last one is not.
        case notLast(Layer)
        /// A join needs two or more paths, each with one or more layers.
        case fewPaths(Layer)
        case insideJoin(Layer)
        /// Some paths of a join keep the time axis and others end it.
        case joinShapes([OutputShape])
        /// A path that reads backward in time precedes other paths.
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
        /// The data has a target for each step, but the network's output has fewer steps, by this factor.
        case outputAtFewerSteps(Layer, times: Int, data: String, task: SequenceTask)
        /// `last` is the layer that produces the output.
        case outputWidth(OutputShape, data: String, task: SequenceTask, last: Layer?)
        /// The layer reads numbers, but the data has symbols.
        case readsNumbers(Layer)
        /// The layer reads symbols, but the data has this many numbers per step.
        case readsSymbols(Layer, data: String, width: Int)
        case noNextSymbol(data: String)
        /// A loss for one of several classes is used with other targets.
        case lossOfClasses(Loss, data: String)
        /// Connectionist temporal classification needs label sequences.
        case noLabelSequences(data: String)
        /// A conditional random field needs a class for each step.
        case noPaths(data: String)
        /// The network ends with the weights of a conditional random field, but is trained with another loss.
        case transitionsWithoutPaths(Loss)
        /// The network lacks the weights of the conditional random field that it is trained with.
        case pathsWithoutTransitions
        /// Quantiles need values, but the targets are classes.
        case quantilesOfClasses(data: String)
        /// Several targets need one loss each, not a single loss of this kind.
        case lossOfOneTarget(Loss, data: String)
        /// The number of weights does not match these targets; without names there is only one target.
        case targetWeights(Int, targets: [String], data: String)
        /// These targets belong to steps and the others to sequences.
        case mixedTargets([String], data: String)
        /// Steps have weights, but the network does not predict at each step.
        case stepWeightsWithoutSteps(data: String)
        /// A conditional random field does not support step weights.
        case stepWeightsOfPaths(data: String)
        /// Forecasts need series, whose targets are later values of their features.
        case noSeries(data: String)
        /// The future values of these features are unknown.
        case unknownFeatures([String], data: String)
        /// Features are known only as far as the data goes; `back` is nil if forecasts cannot use them at all.
        case featuresKnownTooShort([String], steps: Int, back: Int?)
        /// The data does not reach this far back.
        case forecastTooFarBack(Int, most: Int, data: String)
        /// A forecast would have to continue from missing values.
        case forecastOfMissing(sequence: Int, data: String)
        case trainedOnOtherWidth(Int, data: String, width: Int)
        case testWidth(Int, test: String, train: String, trainWidth: Int)
        case testTask(test: String, train: String)
        case noExample(Int, data: String, count: Int)
        /// The outputs cannot be explained by gradients: label sequences, or networks with layer normalization.
        case notExplained
        /// The outputs of several targets cannot be explained.
        case severalNotExplained([String])
        /// There is no output with this index, counted from 0.
        case noOutput(Int, outputs: Int)
        /// No class or label has this name.
        case noClass(String, data: String)
        /// There is no step with this index, counted from 0; `steps` is 0 if the network does not predict at each step.
        case noStep(Int, steps: Int)
        case points(Int, most: Int)

        // Contents of the data
        case noSequences(data: String)
        case noSteps(sequence: Int, data: String)
        case inputNotFinite(Float, sequence: Int, step: Int, feature: Int, data: String)
        case symbolOutside(sequence: Int, data: String, vocabulary: Int)
        case classOutside(Int32, sequence: Int, data: String, classes: Int)
        case stepClassOutside(Int32, sequence: Int, data: String, classes: Int)
        /// There are more labels, including the blanks between equal neighbours, than steps.
        case tooManyLabels(Int, repeats: Int, sequence: Int, steps: Int, data: String)
        case valueNotFinite(sequence: Int, data: String)
        case stepValueInfinite(sequence: Int, data: String)

        // Work
        case plan(PlanProblem)
        case weights(WeightsProblem)
        case emptyBatch
        case memory(sequences: Int, steps: Int, demand: MemoryDemand, available: Double, trains: Bool)
        case otherCheckpoint
        /// The last layer, if there is one, has no outputs of its own to extend.
        case cannotGrow(Layer?)
        /// The predictions of the network depend on future steps.
        case needsWholeSequence
        case noLanguageModel(vocabulary: Int)
        case temperature(Float)
        case promptSymbol(Int32, vocabulary: Int)
    }

    /// The problem of a training plan.
    public enum PlanProblem: Sendable, Equatable {
        case epochs(Int, most: Int)
        case batchSize(Int, most: Int)
        case learningRate(Float)
        case clipNorm(Float)
        case clipValue(Float)
        case weightDecay(Float)
        case patience(Int)
        /// Patience and best weights need test data.
        case noTestData
        case weightsWithoutClasses
        case weightCount(Int, classes: Int)
        case weightValues
        case window(Int)
        /// Windows of steps need a network that predicts at each step and reads forward in time.
        case windowNetwork
        /// A conditional random field does not support class weights.
        case weightsOfPaths
        /// Label sequences can only be aligned with whole sequences.
        case windowOfLabels
        case schedule(LearningRateSchedule)
        case accumulatedBatches(Int)
        /// The decay of the running average must be at least 0 and less than 1.
        case averageDecay(Float)
        /// Quantile levels must lie between 0 and 1, and ascend.
        case quantiles([Float])
        /// The parameter of a loss is out of range.
        case loss(Loss)
        /// There is no layer with this index, counted from 0, to freeze.
        case frozenLayer(Int, layers: Int)
    }

    /// The problem of weights, or of states, for a network.
    public enum WeightsProblem: Sendable, Equatable {
        case missing(String)
        case shape(String, found: [Int], expected: [Int])
        /// A file lacks a tensor; `found` are the names of its tensors, sorted.
        case noTensor(String, found: [String])
        case tensorShape(String, found: [Int], expected: [Int])
        /// A tensor that the network needs has an unsupported number type.
        case tensorType(String, type: String)
        /// Tensors with infinite or NaN elements.
        case notFinite([String])
        /// No module of a file has tensors of the shapes that a layer needs; `found` are the shapes of the remaining tensors, `needed` the
        /// shapes that all layers need.
        case noModule(layer: Layer, expected: [Int], found: [String: [Int]], needed: [LayerWeights] = [])
        /// A recurrent layer of a file has a projection (`proj_size`), from this many units to this width, that the network does not have.
        case projection(tensor: String, units: Int, width: Int)
        /// Several modules fit the layer equally well.
        case severalModules(layer: Layer, [String])
        /// A module has more recurrent layers than the network takes from it.
        case unusedLayers(module: String, found: Int, used: Int)
        /// The number of named modules must equal the number of layers with weights.
        case moduleCount(given: Int, layers: Int)
        /// The module named for a layer does not fit it.
        case moduleMisfit(String, layer: Layer, found: [String: [Int]])
        /// PyTorch has no such layer; `layer` is its index, such as `3.1`.
        case unknownToPyTorch(Recurrence, layer: String)
        /// The format has no such layer; `layer` is its index.
        case unknownElsewhere(Layer, layer: String, WeightFormat)
        case state(String)
    }
}

/// The weight matrices that a layer needs, in another framework's layout.
public struct LayerWeights: Sendable, Equatable {
    /// The layer, as far as its weights determine it.
    public var layer: Layer
    /// Their shapes.
    public var shapes: [[Int]]
}

/// The shape of a layer's input or output: [batch, time, width], or [batch, width] once the time axis has ended.
public struct OutputShape: Sendable, Hashable {
    /// Whether there is a time axis.
    public var returnsSequences: Bool
    /// The width; nil if it is that of an input that is not known yet.
    public var width: Int?

    /// A shape with or without a time axis.
    public init(returnsSequences: Bool, width: Int?) {
        self.returnsSequences = returnsSequences
        self.width = width
    }
}
