import Testing

@testable import Recurrent

/// What `SameBitsTests` shows for rounded factors, on the processor's own matrix unit only: few enough runs for an
/// emulated processor.
@Suite(.enabled(if: Processor.available.contains(.amx), "this processor has no matrix unit, so that its instructions are not tried"))
struct MatrixUnitTests {
    @Test(arguments: BitsCase.all.filter { $0.precision != .single }, [1, 2])
    func runsHaveTheirBits(_ bitsCase: BitsCase, _ threads: Int) throws {
        let bits = try bitsCase.fingerprint(threads: threads, order: .ascending, processor: .amx)
        #expect(bits == ExpectedBits.fingerprints[bitsCase.name], "\(bitsCase.name), \(threads) threads")
    }
}
