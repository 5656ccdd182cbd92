// The system's sine, cosine, exponential and logarithm may differ in their last bits from machine to machine, and data
// must not. These use additions and products in a fixed order only, which IEEE 754 rounds the same way everywhere.

/// The sine of `turns` full turns, to about 1e-12.
func sine(turns: Double) -> Double {
    // Reduces the argument to [-1/4, 1/4], where the series converges fast.
    var x = turns - turns.rounded(.toNearestOrEven)
    if x > 0.25 { x = 0.5 - x }
    if x < -0.25 { x = -0.5 - x }
    let angle = x * (2 * Double.pi)
    let square = angle * angle
    var sum = 1.0
    for k in stride(from: 16.0, through: 2, by: -2) { sum = 1 - square / (k * (k + 1)) * sum }
    return angle * sum
}

/// The cosine of `turns` full turns, to about 1e-12.
func cosine(turns: Double) -> Double {
    sine(turns: turns - turns.rounded(.toNearestOrEven) + 0.25)
}

/// The natural logarithm of a positive number, to about 1e-15 of the greater of 1 and the result: with x = m 2^e and m from 1/sqrt(2) to
/// sqrt(2) it is e ln 2 + 2 artanh(s), with s = (m - 1) / (m + 1), whose series has only odd powers.
func naturalLogarithm(_ x: Double) -> Double {
    var (mantissa, exponent) = (x.significand, Double(x.exponent))
    if mantissa > 2.0.squareRoot() {
        mantissa /= 2
        exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 0.0
    for k in stride(from: 23.0, through: 1, by: -2) { sum = 1 / k + square * sum }
    return exponent * 0.693_147_180_559_945_3 + 2 * s * sum
}
