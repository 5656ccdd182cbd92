/// What `BitsCase.fingerprint` gives on every machine, for every build, processor, number of threads and order of tasks.
///
/// A change of the arithmetic changes these numbers: the tests then print the new line for each case.
enum ExpectedBits {
    static let fingerprints: [String: UInt64] = [
        "gru, dropout, sgd": 0xc455f845fc0f3a0f,
        "gru reset before, rmsprop": 0x6d644f4189214a70,
        "lstm, adam": 0xffd7da94af8eb78e,
        "rnn, nesterov": 0x2f23fc818866f37c,
        "bidirectional, adamw": 0xb7d53758ce81e6db,
        "residual, adagrad": 0xdd6f0a27cf2f3e8,
        "text in windows, rmsprop": 0x63ea0c0b6633a5d0,
        "symbols without embedding, momentum, no clipping": 0xe69d5ac74e88b4af,
        "labelling, bidirectional gru reset before, weight decay": 0xe56b402a6f9c74d9,
        "gru of 96, adam": 0xce6fec502335854d,
    ]
}
