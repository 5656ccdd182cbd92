import Foundation
import Testing

@testable import Datasets

struct WaveFileTests {
    private func samples(_ wave: Wave) throws -> [Double] {
        let file = try WaveFile(wave.source)
        var samples = [Double](repeating: 0, count: file.samples)
        file.read(from: 0, count: file.samples, into: &samples)
        return samples
    }

    private func problem(_ wave: Wave) -> DataError.Problem? { dataError { _ = try WaveFile(wave.source) }?.problem }

    @Test func samplesOfEveryKind() throws {
        #expect(try samples(Wave(bits: 8, samples: [0, 128, 192, 255])) == [-1, 0, 0.5, 127.0 / 128])
        #expect(try samples(Wave(samples: Wave.samples([-32_768, 0, 16_384, 32_767]))) == [-1, 0, 0.5, 32_767.0 / 32_768])
        let three = [-8_388_608, 4_194_304, -1].flatMap { Wave.little($0, 3) }
        #expect(try samples(Wave(bits: 24, samples: three)) == [-1, 0.5, -1 / 8_388_608.0])
        let four = [-2_147_483_648, 1_073_741_824].flatMap { Wave.little($0, 4) }
        #expect(try samples(Wave(bits: 32, samples: four)) == [-1, 0.5])
        let floats: [Float] = [-1, 0.25, 1.5]
        let bytes = floats.flatMap { Wave.little(Int($0.bitPattern), 4) }
        #expect(try samples(Wave(code: 3, bits: 32, samples: bytes)) == [-1, 0.25, 1.5])
        #expect(try samples(Wave(samples: Wave.samples([16_384, 0]), isExtensible: true)) == [0.5, 0])
    }

    @Test func channelsAreAveraged() throws {
        let wave = Wave(channels: 2, samples: Wave.samples([16_384, 0, 8_192, -8_192]))
        #expect(try samples(wave) == [0.25, 0] && WaveFile(wave.source).channels == 2)
    }

    @Test func chunksOfOtherKindsAreSkippedWithTheirPadding() throws {
        let wave = Wave(samples: Wave.samples([8_192]), leading: [("LIST", [1, 2, 3]), ("JUNK", []), ("bext", [4])])
        #expect(try samples(wave) == [0.25])
    }

    /// Programs that write into a pipe do not know the size in advance.
    @Test func aSizeThatIsNotKnownIsAllThatFollows() throws {
        for size in [0xFFFF_FFFF, 0x7FFF_F000] {
            #expect(try samples(Wave(samples: Wave.samples([8_192, 0]), size: size)) == [0.25, 0])
        }
        // Half a sample at the end is ignored.
        #expect(try samples(Wave(samples: Wave.samples([8_192]) + [7])) == [0.25])
    }

    @Test func saysWhatIsWrong() {
        let one = Wave.samples([1])
        #expect(problem(Wave()) == .wave(.noSamples))
        #expect(problem(Wave(samples: [1])) == .wave(.noSamples))
        #expect(problem(Wave(samples: one, size: 3)) == .wave(.cutOff(expected: 3, found: 2)))
        #expect(problem(Wave(samples: one, size: 0x7FFF_EFFF)) == .wave(.cutOff(expected: 0x7FFF_EFFF, found: 2)))
        #expect(problem(Wave(channels: 0, samples: one)) == .wave(.noChannels))
        #expect(problem(Wave(rate: 0, samples: one)) == .wave(.rate(0)))
        #expect(problem(Wave(rate: 4_294_967_295, samples: one)) == .wave(.rate(4_294_967_295)))
        #expect(problem(Wave(bits: 12, samples: one)) == .wave(.bits(12, isFloat: false)))
        #expect(problem(Wave(code: 3, bits: 64, samples: one)) == .wave(.bits(64, isFloat: true)))
        #expect(problem(Wave(code: 6, bits: 8, samples: one)) == .wave(.encoding(6)))
        let infinite = [Float(1), .infinity].flatMap { Wave.little(Int($0.bitPattern), 4) }
        #expect(problem(Wave(code: 3, bits: 32, samples: infinite)) == .wave(.notFinite(sample: 2)))
        func of(_ bytes: [UInt8]) -> DataError.Problem? {
            dataError { _ = try WaveFile(SourceFile(name: "file", data: Data(bytes))) }?.problem
        }
        #expect(of([]) == .file(.empty))
        #expect(of(Array("OggS and more of it".utf8)) == .wave(.notWave(start: Array("OggS".utf8))))
        let head = Array("RIFF____WAVE".utf8)
        let format = Array("fmt ".utf8) + Wave.little(16, 4) + Wave().format
        let data = Array("data".utf8) + Wave.little(2, 4) + one
        #expect(of(head) == .wave(.noFormat))
        #expect(of(head + data + format) == .wave(.noFormat))
        #expect(of(head + format) == .wave(.noData))
        #expect(of(head + format + Array("LIST".utf8) + Wave.little(0xFFFF_FFFF, 4) + data) == .wave(.noData))
        #expect(of(head + Array("fmt ".utf8) + Wave.little(8, 4) + Wave().format.prefix(8) + data) == .wave(.noFormat))
        var wrong = Wave(samples: one).file
        wrong[32] = 4
        #expect(of([UInt8](wrong)) == .wave(.frame(bytes: 4, channels: 1, bits: 16)))
    }

    @Test func brokenFilesNeverTrap() {
        for wave in [
            Wave(samples: Wave.samples([1, 2, 3])), Wave(bits: 24, channels: 2, samples: [UInt8](0..<12), isExtensible: true),
            Wave(code: 3, bits: 32, samples: [0, 0, 0, 0x3F], leading: [("LIST", [1])]),
        ] {
            expectNoTrap(on: wave.file) { file in
                let recording = try WaveFile(file)
                var features = try LogMel(rate: recording.rate, options: LogMelOptions())
                var values: [Float] = []
                try features.append(recording, to: &values)
            }
        }
    }
}
