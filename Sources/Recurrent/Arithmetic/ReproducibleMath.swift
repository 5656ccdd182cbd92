/// Elementary functions for numbers that are shown to users or that affect a run: computed only from sums and products, so that every
/// machine gives the same bits.
public enum ReproducibleMath {
    /// exp(x), to about one unit in the last place: x = n ln 2 + r, with exp(r) by its Taylor polynomial and |r| <= ln(2) / 2.
    public static func exp(_ x: Double) -> Double {
        guard x < 709.78 else { return x.isNaN ? x : .infinity }
        guard x > -745 else { return 0 }
        let n = (x * 1.44269504088896340736).rounded()
        // ln 2 in two parts; the first has trailing zeros, so that n times it is exact.
        let r = x - n * 6.93147180369123816490e-01 - n * 1.90821492927058770002e-10
        var sum = 1.0
        for k in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * r / k }
        return Double(sign: .plus, exponent: Int(n), significand: sum)
    }

    /// log(x) for finite x > 0: x = m 2^n with m near 1, and log(m) = 2 artanh((m - 1) / (m + 1)) by its Taylor polynomial.
    public static func log(_ x: Double) -> Double {
        var (m, n) = (x.significand, Double(x.exponent))
        if m > 1.41421356237309505 { (m, n) = (m / 2, n + 1) }
        let z = (m - 1) / (m + 1)
        let square = z * z
        var sum = 0.0
        for k in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / k }
        return n * 6.93147180369123816490e-01 + (n * 1.90821492927058770002e-10 + 2 * z * sum)
    }

    /// cos(pi t) for t in 0...1, as -sin(pi (t - 1/2)) by its Taylor polynomial.
    static func cosineOfHalfTurn(_ t: Double) -> Double {
        let x = Double.pi * (t - 0.5)
        let square = x * x
        var sum = 1.0
        for k in stride(from: 22.0, through: 2, by: -2) { sum = 1 - sum * square / (k * (k + 1)) }
        return -x * sum
    }
}
