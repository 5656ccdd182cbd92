import Foundation
import TestSupport
import Testing

@testable import Datasets

struct LogMelTests {
    @Test func theMelScaleOfHTK() {
        #expect(abs(LogMel.mel(1_000) - 1_000) < 0.02 && LogMel.mel(0) == 0)
        #expect(abs(LogMel.mel(8_000) - 2_840.04) < 0.02)
    }

    @Test func logarithms() {
        for x in [1e-10, 0.1, 0.70710678, 0.99, 1, 1.41421357, 2, 10, 12_345.678, 1e300] {
            #expect(abs(naturalLogarithm(x) - log(x)) <= 1e-15 * max(1, abs(log(x))) * 4, "\(x)")
        }
    }

    /// Against the sums that define a Fourier transform.
    @Test(arguments: [4, 8, 64, 512]) func powersOfFrequencies(_ size: Int) {
        var random = SeededGenerator()
        let signal = (0..<size).map { _ in Double.random(in: -1...1, using: &random) }
        var transform = FourierTransform(size: size)
        var powers = [Double](repeating: 0, count: size / 2 + 1)
        transform.power(of: signal, into: &powers)
        for k in powers.indices {
            let angles = (0..<size).map { -2 * Double.pi * Double(k * $0 % size) / Double(size) }
            let real = zip(signal, angles).reduce(0) { $0 + $1.0 * cos($1.1) }
            let imaginary = zip(signal, angles).reduce(0) { $0 + $1.0 * sin($1.1) }
            #expect(abs(powers[k] - (real * real + imaginary * imaginary)) < 1e-9 * Double(size), "\(k) of \(size)")
        }
    }

    /// The results of NumPy for an independent implementation of the formula.
    @Test func featuresAgreeWithNumPy() throws {
        let wave = Wave(samples: Wave.samples((0..<400).map { ($0 * 7_919 % 2_001 - 1_000) * 16 }))
        let recording = try WaveFile(wave.source)
        var options = LogMelOptions()
        options.bands = 10
        var features = try LogMel(rate: 8_000, options: options)
        var values: [Float] = []
        try features.append(recording, to: &values)
        let expected: [[Float]] = [
            [0.68052, 5.80145, 4.98675, 4.66397, 3.81389, 3.56136, 3.34266, 3.10888, 2.93822, 2.91721],
            [0.68558, 5.80167, 4.9862, 4.66397, 3.81387, 3.5612, 3.34263, 3.10854, 2.93817, 2.9171],
            [0.78534, 5.81569, 4.96323, 4.65392, 3.82697, 3.55143, 3.34524, 3.08426, 2.94471, 2.90552],
        ]
        #expect(features.steps(samples: 400) == 3 && values.count == 30)
        for (value, other) in zip(values, expected.joined()) { #expect(abs(value - other) < 2e-5) }
        #expect(features.names.first == "195 mel" && Set(features.names).count == 10)
    }

    @Test func stepsOfRecordings() throws {
        let features = try LogMel(rate: 16_000, options: LogMelOptions())
        #expect(features.length == 400 && features.hop == 160)
        #expect([1, 400, 559, 560, 16_000].map { features.steps(samples: $0) } == [1, 1, 1, 2, 98])
    }

    /// Silence is the logarithm of the floor, and short recordings are padded with silence.
    @Test func silenceAndShortRecordings() throws {
        var features = try LogMel(rate: 8_000, options: LogMelOptions())
        var values: [Float] = []
        try features.append(WaveFile(Wave(samples: Wave.samples([0, 0, 0])).source), to: &values)
        #expect(values == [Float](repeating: Float(log(1e-10)), count: 40))
        var long: [Float] = []
        var short: [Float] = []
        let sound = (0..<50).map { $0 * 300 }
        try features.append(WaveFile(Wave(samples: Wave.samples(sound + [Int](repeating: 0, count: 150))).source), to: &long)
        try features.append(WaveFile(Wave(samples: Wave.samples(sound)).source), to: &short)
        #expect(long == short)
    }

    @Test func bandsThatHearNothingAreRefused() {
        var options = LogMelOptions()
        (options.window, options.bands) = (2, 100)
        #expect(dataError { _ = try LogMel(rate: 8_000, options: options) }?.problem == .wave(.tooManyBands(100, window: 2, rate: 8_000)))
    }

    /// Every rate, window and number of bands within the limits.
    @Test func noSettingsTrap() {
        for rate in [WaveFile.rates.lowerBound, 11_025, WaveFile.rates.upperBound] {
            for (window, hop, bands) in [(1.0, 1.0, 1), (1, 1_000, 512), (25.3, 0.7 + 0.3, 40), (200, 1, 512)] {
                var options = LogMelOptions()
                (options.window, options.hop, options.bands) = (window, hop, bands)
                _ = try? LogMel(rate: rate, options: options)
            }
        }
    }
}
