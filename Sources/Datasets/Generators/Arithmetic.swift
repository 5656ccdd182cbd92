// The system's sine, cosine and exponential may differ in their last bits from machine to machine, and generated data
// must not. These use additions and products in a fixed order only, which IEEE 754 rounds the same way everywhere.

/// The sine of `turns` full turns, to about 1e-12.
func sine(turns: Double) -> Double {
    // Folds into [-1/4, 1/4], where the series converges fast.
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
