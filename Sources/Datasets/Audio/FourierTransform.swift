/// Power spectra of real signals by a radix-2 fast Fourier transform in double precision (Cooley and Tukey 1965): neighbouring samples
/// become the two parts of one complex number, so that a transform of half the size suffices.
struct FourierTransform {
    /// The length of a signal, a power of two.
    let size: Int
    private let half: Int
    /// cos and -sin of 2 pi k / `size`, for k below `half`.
    private let turns: [(real: Double, imaginary: Double)]
    /// The bit-reversed index of each complex number.
    private let places: [Int]
    private var real: [Double]
    private var imaginary: [Double]

    /// - Precondition: `size` is a power of two, 4 or more.
    init(size: Int) {
        let half = size / 2
        self.size = size
        self.half = half
        turns = (0..<half).map { (cosine(turns: Double($0) / Double(size)), -sine(turns: Double($0) / Double(size))) }
        let bits = half.trailingZeroBitCount
        places = (0..<half).map { place in (0..<bits).reduce(0) { $0 << 1 | (place >> $1 & 1) } }
        real = [Double](repeating: 0, count: half)
        imaginary = real
    }

    /// Writes the power at each frequency k / `size`, |sum over n of x[n] e^(-2 pi i k n / size)|^2 for k = 0 ... size / 2.
    ///
    /// - Parameters:
    ///   - signal: `size` numbers.
    ///   - powers: a buffer of at least `size / 2 + 1` numbers.
    /// - Complexity: O(size log size).
    mutating func power(of signal: [Double], into powers: inout [Double]) {
        for place in 0..<half {
            real[places[place]] = signal[2 * place]
            imaginary[places[place]] = signal[2 * place + 1]
        }
        transform()
        powers[0] = (real[0] + imaginary[0]) * (real[0] + imaginary[0])
        powers[half] = (real[0] - imaginary[0]) * (real[0] - imaginary[0])
        for k in 1..<half {
            // The transform of the even samples is (Z[k] + conj Z[half - k]) / 2, that of the odd ones (Z[k] - conj Z[half - k]) / 2i.
            let (evenReal, evenImaginary) = ((real[k] + real[half - k]) / 2, (imaginary[k] - imaginary[half - k]) / 2)
            let (oddReal, oddImaginary) = ((imaginary[k] + imaginary[half - k]) / 2, (real[half - k] - real[k]) / 2)
            let turn = turns[k]
            let sumReal = evenReal + (turn.real * oddReal - turn.imaginary * oddImaginary)
            let sumImaginary = evenImaginary + (turn.real * oddImaginary + turn.imaginary * oddReal)
            powers[k] = sumReal * sumReal + sumImaginary * sumImaginary
        }
    }

    /// The complex transform of the `half` numbers, which are in bit-reversed order.
    private mutating func transform() {
        var width = 1
        while width < half {
            let step = half / width
            for start in stride(from: 0, to: half, by: 2 * width) {
                for k in 0..<width {
                    let turn = turns[k * step]
                    let (a, b) = (start + k, start + k + width)
                    let turnedReal = real[b] * turn.real - imaginary[b] * turn.imaginary
                    let turnedImaginary = real[b] * turn.imaginary + imaginary[b] * turn.real
                    (real[b], imaginary[b]) = (real[a] - turnedReal, imaginary[a] - turnedImaginary)
                    (real[a], imaginary[a]) = (real[a] + turnedReal, imaginary[a] + turnedImaginary)
                }
            }
            width *= 2
        }
    }
}
