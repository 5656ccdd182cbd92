import Kernels

/// A matrix unit in plain arithmetic, number by number as TDPBF16PS is described, to test the code around the
/// instruction on any processor.
enum SimulatedUnit: MatrixUnit {
    typealias Vector = SIMD16<Float>
    typealias HalfVector = Vector
    static var tileRows: Int { 16 }
    static var tileVectors: Int { 2 }

    static func begin() {}
    static func end() {}

    static func multiply(_ tiles: MatrixUnitTiles) {
        let terms = tiles.aLow == 0 ? [(0, 0)] : [(0, 0), (0, 1), (tiles.aLow, 0)]
        for row in 0..<(tiles.hasTwoRows ? 32 : 16) {
            for column in 0..<(tiles.hasTwoColumns ? 32 : 16) {
                let result = tiles.c + row * tiles.cRow / 4 + column
                var sum = result.pointee
                for block in 0..<tiles.blocks {
                    for (low, lowTile) in terms {
                        let left = tiles.a + row * tiles.aRow + low + 64 * block
                        let right = tiles.b + (block * (terms.count == 1 ? 1 : 2) + lowTile) * 16 * tiles.bRow + 4 * column
                        var chains: [Float] = [0, 0]
                        for k in 0..<32 {
                            let x = left.load(fromByteOffset: 2 * k, as: UInt16.self)
                            let y = right.load(fromByteOffset: k / 2 * tiles.bRow + k % 2 * 2, as: UInt16.self)
                            chains[k % 2] = flushed(chains[k % 2].addingProduct(number(x), number(y)))
                        }
                        sum = flushed(flushed(sum) + flushed(chains[0] + chains[1]))
                    }
                }
                result.pointee = sum
            }
        }
    }

    private static func number(_ bits: UInt16) -> Float { flushed(Float(bitPattern: UInt32(bits) << 16)) }
}

/// Replaces a subnormal number by zero.
func flushed(_ x: Float) -> Float { x.isSubnormal ? Float(bitPattern: x.bitPattern & 0x8000_0000) : x }
