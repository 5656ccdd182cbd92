import Testing

@testable import Kernels

@Suite struct XXHash64Tests {
    /// The hashes of the bytes (7 i + 3) mod 256, with seeds 0 and 42, by the reference implementation (xxHash 0.8).
    private static let answers: [(count: Int, plain: UInt64, seeded: UInt64)] = [
        (0, 0xef46_db37_51d8_e999, 0x98b1_582b_0977_e704), (1, 0x1f25_c8d0_bc1f_4bb6, 0x4d71_bef0_2900_52db),
        (3, 0x31d2_363f_52e5_64c9, 0xbf4d_d3c8_14a1_fb9e), (4, 0x9bb6_4b7d_66ee_9fda, 0xbcb5_4295_ab59_1e0d),
        (7, 0x9a7b_1499_59ce_60d8, 0x9ce5_9c3a_c76f_fc9d), (8, 0xdab9_9d95_c6f9_0092, 0x9fe8_789a_c2a1_a649),
        (12, 0xd52e_4078_33af_5133, 0x6711_4e89_1b0a_e1a6), (31, 0xa2aa_5f33_cc4a_6119, 0x10ab_8a77_06d8_ba37),
        (32, 0x23c3_c17e_f790_fd97, 0x232e_8071_e826_d4bf), (33, 0x50a7_cfc7_ba58_8784, 0x9d08_407e_3569_7b1f),
        (39, 0x880b_beea_606e_4b37, 0xabd7_74b2_eebf_00c1), (64, 0x0eb6_4b3e_f6ee_b01f, 0xdf21_b2dd_5450_76e0),
        (100, 0xa61f_8d4c_170f_e531, 0x7dd0_0be8_513c_25a2), (1000, 0x5f23_5fa0_33f1_a3fb, 0xd776_e802_8586_ff61),
    ]

    @Test func knownAnswers() {
        for (count, plain, seeded) in Self.answers {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 7 * $0 + 3) }
            for (seed, answer) in [(0, plain), (42, seeded)] as [(UInt64, UInt64)] {
                var whole = XXHash64(seed: seed)
                whole.update(bytes.span.bytes)
                #expect(whole.value == answer)
                for part in [1, 5, 32, 37] {
                    var pieces = XXHash64(seed: seed)
                    for start in stride(from: 0, to: count, by: part) {
                        pieces.update(bytes.span.bytes.extracting(start..<min(count, start + part)))
                    }
                    #expect(pieces.value == answer)
                }
            }
        }
    }

    @Test func digitsAreSixteen() {
        #expect(XXHash64.digits(0) == "0000000000000000")
        #expect(XXHash64.digits(0x0ab) == "00000000000000ab")
        #expect(XXHash64.digits(.max) == "ffffffffffffffff")
    }

    @Test func numbersAsBytes() {
        let numbers: [Float] = [1, -0.0, .infinity, 0x1p-140]
        var bytes: [UInt8] = [9]
        bytes.append(littleEndian: numbers)
        #expect(bytes == [9, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x80, 0, 0, 0x80, 0x7f, 0x00, 0x02, 0x00, 0])
        let read = [Float](littleEndian: bytes.span.bytes.extracting(1...))
        #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern))
        #expect([Float](littleEndian: bytes.span.bytes.extracting(1..<8)).count == 1)
    }
}
