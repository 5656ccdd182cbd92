import CellLanguage

extension Habits {
    /// What users of Python, Keras and PyTorch type first.
    static let python = Habits(
        names: named(
            ("softmax logits", "a network ends with dense(10), one output for each class, and its loss applies the softmax"),
            ("sigmoid relu tanh linear activation Activation", "an activation belongs to a layer, as in dense(32, activation: tanh)"),
            ("print show display", "a name or a call on a line of its own shows its value, as in net"),
            ("exit quit", "`:quit` leaves"), ("True", "write true"), ("False", "write false"), ("None null nil", "write none"),
            ("bi bidir birnn bigru bilstm BiRNN BiGRU BiLSTM Bidirectional", "write bidirectional(gru(32))"),
            ("simple_rnn simplernn SimpleRNN RNN elman", "write rnn(32)"), ("emb embed embeddings Embedding", "write embedding(32)"),
            ("fc Linear Dense", "write dense(10)"), ("drop Dropout", "write dropout(0.2)"),
            ("conv1d Conv1d Conv1D", "write conv(32, width: 5)"), ("maxpool max_pool MaxPool1d MaxPooling1D", "write pool(2)"),
            ("attn attention Attention", "write attend, as in gru(32) | attend | dense(10)"), ("skip shortcut", "write residual(gru(32))"),
            ("concat concatenate Concatenate", "write join(gru(32), conv(32, width: 5))"),
            ("model Sequential Model Input nn", "layers are joined into a network, as in net = gru(32) | last | dense(10)"),
            ("keras torch tf tensorflow np numpy pd pandas plt", "no library is needed: help() lists the functions that there are"),
            (
                "x y X Y x_train y_train x_test y_test X_train X_test inputs labels targets",
                "data holds inputs and targets together, as in digits = strokes(); digits.train and digits.test are its parts"
            ),
            ("lr learning_rate", "the optimizer sets the rate, as in train(net, data, optimizer: adam(0.01))"),
            ("fit compile", "train(net, data) trains a network"),
            ("range", "a range is written 0..10"), ("len", "digits.train.count gives the number of sequences"),
            ("plot", "training is drawn beside the cells; the name of a run on a line of its own shows its figures"),
            ("accuracy", "evaluate(run) gives the share of wrong answers"),
            ("load_data DataLoader", "read(path) reads a file in any known format, and strokes() draws digits")),
        members: named(
            ("fit compile", "train(net, data) trains a network"),
            ("predict forward call", "predict(run, data) gives the predictions of a trained network"),
            ("evaluate score accuracy", "evaluate(run) shows how well a run does"),
            ("shape size length", "the name of the data on a line of its own shows its sizes")),
        labels: named(
            ("adam.lr adam.learning_rate sgd.lr sgd.learning_rate", "write rate: 0.01, or just the number, as in adam(0.01)"),
            ("lr learning_rate rate", "the optimizer sets the rate, as in optimizer: adam(0.01)"),
            ("batch_size", "write batch: 100"),
            ("validation_split validation_data", "the data can hold back a part, as in digits.validation(0.1)"),
            ("metrics verbose", "error and loss are always shown"),
            ("callbacks", "patience: 3 stops early, and keep_best: true keeps the best"),
            ("return_sequences", "without `last` after it, a layer gives all steps"),
            ("bidirectional", "write bidirectional(gru(32))"), ("num_layers", "write the layer several times, as in gru(32) | gru(32)"),
            ("input_shape input_size input_dim", "the input size is taken from the data"),
            ("hidden_size hidden_dim", "write units: 32, or just the number")))

    /// Each word with its sentence.
    private static func named(_ groups: (words: String, remedy: String)...) -> [String: String] {
        var remedies: [String: String] = [:]
        for group in groups { for word in group.words.split(separator: " ") { remedies[String(word)] = group.remedy } }
        return remedies
    }
}
