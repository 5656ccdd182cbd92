extension Catalogue {
    private static let run = Parameter.required("run", .value(.run), "What train gave.")
    private static let setup = """
        digits = strokes(train: 300, test: 50)
        run = train(gru(8) | last | dense(10), digits, epochs: 1, batch: 50)

        """

    static let training: [Function] = [
        Function(
            "train", .training, "Trains a network on data, in the background, and gives the run; the network itself does not change.",
            parameters: [
                .required("network", .value(.network), "Layers, ending with one output for each class, symbol or value."),
                .required("data", .trainingData, "What to train on; its test part is tested on after each epoch."),
                .optional("epochs", .whole(1...10_000_000), .number(10), "How many times all of the data is read."),
                .optional("batch", .whole(1...1_000_000), .number(100), "Sequences a step; of one long text, streams read side by side."),
                .optional("optimizer", .value(.optimizer), .optimizer(.standard), "How gradients change weights."),
                .optional("seed", .anyWhole, .number(0), "Decides about first weights, order of the data and dropout."),
                .optional("clip", .number(.positive), "Largest norm of the gradient; longer ones are shortened."),
                .optional(
                    "steps", .count,
                    "Steps a window: the state goes on from window to window, gradients do not. Without it whole sequences are read, and long texts in windows of 64."
                ),
                .optional("schedule", .value(.schedule), "How the learning rate changes over the run."),
                .optional("patience", .count, "Stops after so many epochs without a better test loss."),
                .optional("keep_best", .boolean, .boolean(false), "Whether to keep the weights of the epoch with the least test loss."),
                .optional("decay", .number(.nonNegative), .number(0), "L2 weight decay: this times the weight is added to its gradient."),
                .optional(
                    "weights", .either([.choice(["balanced"]), .list(of: .number)]),
                    "How much each class counts; balanced makes all count the same together."),
                .optional("changes", .list(of: .change), "Changes that were made while it trained, made again at the same steps."),
            ],
            gives: .run,
            example: """
                digits = strokes(train: 300, test: 50)
                run = train(gru(16) | last | dense(10), digits, epochs: 2, batch: 50)
                """,
            related: ["evaluate", "predict", "sample", "adam", "cosine"])
    ]

    static let results: [Function] = [
        Function(
            "evaluate", .results, "How well a run does: loss, error, what is taken for what, or how much of the values it explains.",
            parameters: [run, .optional("data", .testData, "What to test on; the run's own test part where it is left out.")],
            gives: .evaluation, example: setup + "evaluate(run, digits.test)", related: ["predict", "compare", "train"]),
        Function(
            "predict", .results, "What a run says about one example, step by step.",
            parameters: [run, .required("example", .value(.example), "One sequence.")],
            gives: .prediction, example: setup + "predict(run, digits.test[17])", related: ["evaluate", "sample"]),
        Function(
            "sample", .results, "Lets a run write text, symbol after symbol.",
            parameters: [
                run,
                .optional("prompt", .text, .text(""), "What the text begins with."),
                .optional("length", .whole(1...10_000_000), .number(200), "How many symbols to write."),
                .optional(
                    "temperature", .number(.nonNegative), .number(1),
                    "1 writes as the network expects, less more carefully; at 0 always the most probable."),
                .optional("seed", .anyWhole, .number(0), "Another seed gives another text."),
            ],
            gives: .page,
            example: """
                poem = text("data/poem.txt")
                run = train(lstm(16) | dense(poem.features), poem, epochs: 1, batch: 4, steps: 16)
                sample(run, "the ", length: 40, temperature: 0.7)
                """,
            related: ["text", "train"]),
        Function(
            "compare", .results, "Runs side by side: what they ended with.",
            parameters: [.repeated("run", .value(.run), "Two runs, or more.")],
            gives: .page,
            example: """
                digits = strokes(train: 300, test: 50)
                small = train(gru(4) | last | dense(10), digits, epochs: 1)
                large = train(gru(16) | last | dense(10), digits, epochs: 1)
                compare(small, large)
                """,
            related: ["evaluate"]),
        Function(
            "save", .results, "Writes a run's weights into a file, with the names and orders of a framework.",
            parameters: [
                run, .required("file", .file, "The file, in safetensors format."),
                .optional("format", formats, .text("pytorch"), "Whose names and orders the file follows."),
            ],
            gives: .page, example: setup + "save(run, \"data/weights.safetensors\", format: keras)", related: ["load"]),
        Function(
            "load", .results, "A run with weights from a file, as if it had been trained here.",
            parameters: [
                .required("network", .value(.network), "The layers that the weights belong to."),
                .required("file", .file, "The file, in safetensors format."),
                .required("data", .testData, "Data of the kind that it works on."),
                .optional("format", formats, .text("pytorch"), "Whose names and orders the file follows."),
            ],
            gives: .run,
            example: setup
                + "save(run, \"data/weights.safetensors\")\nload(gru(8) | last | dense(10), \"data/weights.safetensors\", digits)",
            related: ["save", "evaluate"]),
    ]

    private static let formats = ParameterType.choice(["pytorch", "keras", "unroll"])

    static let members: [Function] = [
        Function(
            "summary", .members, "The table of layers for this data, and the memory that training takes.", of: [.network],
            parameters: [
                .required("data", .trainingData, "What would be trained on."),
                .optional("batch", .whole(1...1_000_000), .number(100), "Sequences a step."),
                .optional("steps", .count, "Steps a window."),
                .optional("optimizer", .value(.optimizer), .optimizer(.standard), "What remembers numbers of its own for each weight."),
            ],
            gives: .summary, example: "digits = strokes(train: 300, test: 50)\n(gru(200) | last | dense(10)).summary(digits, batch: 100)",
            related: ["train"]),
        Function("network", .members, "The layers.", of: [.run], gives: .network, example: setup + "run.network"),
        Function("data", .members, "What the run was trained on.", of: [.run], gives: .data, example: setup + "run.data"),
        Function("epochs", .members, "Epochs completed.", of: [.run], gives: .number, example: setup + "run.epochs"),
        Function("steps", .members, "Steps done.", of: [.run], gives: .number, example: setup + "run.steps"),
        Function("history", .members, "What each epoch ended with.", of: [.run], gives: .history, example: setup + "run.history"),
        Function(
            "loss", .members, "The loss: of an evaluation, or of a run's last epoch in training.", of: [.evaluation, .run], gives: .number,
            example: setup + "evaluate(run).loss"),
        Function(
            "error", .members, "The share of wrong classes, 0 to 1: of an evaluation, or of a run's last epoch in testing.",
            of: [.evaluation, .run], gives: .number, example: setup + "evaluate(run).error"),
        Function(
            "top5", .members, "The share whose true class is not among the five most probable ones.", of: [.evaluation], gives: .number,
            example: setup + "evaluate(run).top5"),
        Function(
            "f1", .members, "The mean over the classes of F1, which is high where precision and recall both are.", of: [.evaluation],
            gives: .number, example: setup + "evaluate(run).f1"),
        Function(
            "perplexity", .members, "Among how many equally likely symbols the network hesitates.", of: [.evaluation], gives: .number,
            example: setup + "evaluate(run).perplexity"),
        Function("bits", .members, "The loss in bits.", of: [.evaluation], gives: .number, example: setup + "evaluate(run).bits"),
        Function(
            "r2", .members, "The share of the values' variance that is explained.", of: [.evaluation], gives: .number,
            example: """
                values = csv("data/values.csv", label: "y", sequence: "id", target: values)
                evaluate(train(gru(4) | last | dense(1), values, epochs: 1), values).r2
                """),
    ]

    static let help: [Function] = [
        Function(
            "help", .help, "What functions there are; with a name, all about it.",
            parameters: [.optional("name", .functionName, "A function or member.")],
            gives: .page, example: "help(gru)")
    ]
}

extension OptimizerSetting {
    /// Where none is named.
    static let standard = OptimizerSetting(optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), learningRate: 0.001)
}
