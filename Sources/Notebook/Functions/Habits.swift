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
            ("simple_rnn simplernn SimpleRNN RNN elman", "write rnn(32)"), ("GRU", "write gru(32)"), ("LSTM", "write lstm(32)"),
            ("Adam", "write adam(0.001)"), ("AdamW", "write adamw(0.001)"), ("SGD", "write sgd(0.1)"), ("RMSprop", "write rmsprop(0.001)"),
            ("Adagrad", "write adagrad(0.01)"), ("emb embed embeddings Embedding", "write embedding(32)"),
            ("fc Linear Dense", "write dense(10)"), ("drop Dropout", "write dropout(0.2)"),
            ("conv1d Conv1d Conv1D", "write conv(32, width: 5)"), ("maxpool max_pool MaxPool1d MaxPooling1D", "write pool(2)"),
            ("attn attention Attention", "write attend, as in gru(32) | attend | dense(10)"), ("skip shortcut", "write residual(gru(32))"),
            ("concat concatenate Concatenate", "write join(gru(32), conv(32, width: 5))"),
            ("model Sequential Model Input nn", "layers are joined into a network, as in net = gru(32) | last | dense(10)"),
            (
                "keras torch tf tensorflow np numpy pd pandas plt layers optim optimizers sklearn random",
                "no library is needed: help() lists the functions that there are"
            ),
            (
                "x y X Y x_train y_train x_test y_test X_train X_test inputs labels targets",
                "data holds inputs and targets together, as in digits = strokes(), with the parts digits.train and digits.test"
            ),
            ("lr learning_rate", "the optimizer sets the rate, as in train(net, data, optimizer: adam(0.01))"),
            ("fit compile", "train(net, data) trains a network"),
            ("range", "a range is written 0..10"), ("len", "digits.train.count gives the number of sequences"),
            ("sum", "[1, 2].sum adds up a list"), ("abs sqrt exp round", "cells calculate with + - * and /"),
            ("type dir vars", "a name on a line of its own shows its value, and help() lists all functions"),
            ("str int float list tuple dict", "numbers and texts are written as they are, as in 0.5 and \"data/digits\""),
            ("load_model load_weights", "load(path) reads a run that save wrote"),
            ("save_model save_weights", "write save(run, \"net.safetensors\")"),
            ("set_seed manual_seed", "a call to train takes the seed, as in train(net, data, seed: 1)"),
            ("EarlyStopping", "a call to train stops early, as in train(net, data, patience: 3)"),
            ("ModelCheckpoint", "a call to train keeps the best epoch, as in train(net, data, keep_best: true)"),
            ("ls cd pwd cat", "Tab completes paths in cells and after `:open`"), ("pass", "a cell may be empty"),
            ("plot", "training is drawn beside the cells, and the name of a run on a line of its own shows its figures"),
            ("accuracy", "evaluate(run) gives the share of wrong answers"),
            ("load_data DataLoader", "read(path) reads a file in any known format, and strokes() draws digits")),
        members: named(
            ("fit compile", "train(net, data) trains a network"),
            ("predict forward call", "predict(run, data) gives the predictions of a trained network"),
            ("evaluate score accuracy", "evaluate(run) shows how well a run does"),
            ("network.train", "train(net, data) trains a network"), ("network.eval", "evaluate(run) shows how well a run does"),
            ("network.to network.cuda network.cpu", "training uses all cores of the processor"),
            ("network.add network.append", "values never change: write a new network, as in gru(32) | last | dense(10)"),
            ("list.append list.extend list.add", "values never change: write a new list, as in [1, 2, 3]"),
            (
                "network.parameters network.layers network.last network.weights network.count_params",
                "the name of the network on a line of its own shows its layers and their parameters"
            ),
            ("network.save run.save run.export run.save_weights", "save(run, \"net.safetensors\") writes a run to a file"),
            ("head tail describe info", "the name of the data on a line of its own describes it, and digits.train[0] shows an example"),
            ("item numpy tolist detach", "it is a value already"),
            ("X x y Y inputs targets labels", "digits.train[0] shows an example with its input and its target"),
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
            ("train.shuffle", "training draws a new order for each epoch, which the seed decides"),
            ("train.net train.model", "the network comes first, as in train(net, data)"),
            ("train.x train.y train.X", "the data holds inputs and targets together, as in train(net, data)"),
            ("dropout drop", "dropout is a layer of its own, as in gru(32) | dropout(0.5) | last"),
            ("weight_decay", "train(net, data, decay: 0.0001) adds weight decay"),
            ("class_weight", "write train(net, data, weights: balanced)"),
            ("random_state", "write seed: 1"), ("clipnorm", "write train(net, data, clip: 1)"), ("kernel_size", "write width: 5"),
            ("batch_first", "sequences always come first"), ("device", "training uses all cores of the processor"),
            ("hidden_size hidden_dim", "write units: 32, or just the number")),
        arguments: [
            "train.loss": "the data decides the usual loss: leave out `loss`, or call another, as in loss: smoothing(0.1)",
            "summary.data": "write net.summary(digits), or the name of the network alone for its layers without data",
            "max": "as a layer it stands alone, and [1, 2].max gives the largest number of a list",
            "mean": "as a layer it stands alone, and [1, 2].mean gives the mean of a list",
            "network()": "predict(run, digits.test[0]) applies a trained network", "run()": "predict(run, digits.test[0]) applies it",
            "history[]": "run.history on a line of its own shows all epochs, and run.loss gives the last loss",
        ],
        modules: [
            "keras", "torch", "tf", "tensorflow", "np", "numpy", "pd", "pandas", "plt", "nn", "layers", "optim", "optimizers", "sklearn",
            "F",
            "random",
        ])

    /// Each word with its sentence.
    private static func named(_ groups: (words: String, remedy: String)...) -> [String: String] {
        var remedies: [String: String] = [:]
        for group in groups { for word in group.words.split(separator: " ") { remedies[String(word)] = group.remedy } }
        return remedies
    }
}
