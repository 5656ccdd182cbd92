/// What `BitsCase.fingerprint` gives on every machine, for every build, processor, number of threads and order of tasks.
///
/// A change of the arithmetic changes these numbers: the tests then print the new line for each case.
enum ExpectedBits {
    static let fingerprints: [String: UInt64] = [
        "sequences that are changed a little": 0xdfcc_0c00_f25a_5288,
        "weights of sequences": 0x3459_c9e2_545a_86d3,
        "weights of sequences with a class at each step": 0x81ce_d3b1_b7ec_8cc6,
        "labels": 0x2ae6_cdad_32a1_20d3,
        "gru, dropout, sgd": 0xc455_f845_fc0f_3a0f,
        "gru reset before, rmsprop": 0x6d64_4f41_8921_4a70,
        "lstm, adam": 0xffd7_da94_af8e_b78e,
        "rnn, nesterov": 0x2f23_fc81_8866_f37c,
        "bidirectional, adamw": 0xb7d5_3758_ce81_e6db,
        "residual, adagrad": 0xdd6_f0a2_7cf2_f3e8,
        "text in windows, rmsprop": 0x63ea_0c0b_6633_a5d0,
        "symbols without embedding, momentum, no clipping": 0xe69d_5ac7_4e88_b4af,
        "labelling, bidirectional gru reset before, weight decay": 0xe56b_402a_6f9c_74d9,
        "gru of 96, adam": 0xce6f_ec50_2335_854d,
        "blocks, lstm, bidirectional gru": 0x5096_5ee5_e886_28e4,
        "blocks of words, labelling, gru reset before": 0x6643_5d2d_26b8_1e6b,
        "pieces of text, symbols without embedding": 0xac7a_6ff9_b016_233b,
        "gru of 96, bidirectional lstm, bfloat16": 0x502c_8928_09cd_7ede,
        "gru of 96, bidirectional lstm, bfloat16x3": 0x943f_c36d_d409_cbcb,
        "text in windows, gru reset before, rnn, bfloat16": 0x585_0e63_47a3_3af7,
        "text in windows, gru reset before, rnn, bfloat16x3": 0xaf88_1cff_053a_6926,
        "attention, smoothed labels": 0x8cbf_bc11_edfc_29c8,
        "attention of words, bfloat16": 0x80a2_1d0f_7946_342b,
        "maximum, focal": 0x87a1_f84e_5840_8a34,
        "first": 0x9bd5_6d57_7068_d305,
        "ctc": 0x457c_e3cf_df53_9c4e,
        "crf": 0x7f87_7124_0356_7331,
        "recurrent dropout": 0x9007_6624_a47e_a4fa,
        "zoneout, text in windows": 0x450e_08a6_d824_cc8d,
        "normalised": 0x8bc8_045b_f206_0ea5,
        "all of it, words without embedding, bfloat16x3": 0xaeaf_c545_e145_1ebc,
    ]
}
