import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct CancellationTests {
    private func ends(_ make: () throws -> Void) {
        let cancellation = Cancellation { true }
        #expect(throws: DataError(.cancelled)) { try Cancellation.$current.withValue(cancellation) { try make() } }
        #expect(cancellation.isNoticed)
    }

    @Test func generatorsEndBeforeTheyAreDone() {
        ends { _ = try Strokes.generate(train: 5, test: 5) }
        ends { _ = try AddingProblem.generate(train: 5, test: 5) }
        ends { _ = try SineMixture.generate(train: 5, test: 5) }
        ends { _ = try Words.generate(train: 5, test: 5) }
    }

    /// Work outside of a cancellation is not affected.
    @Test func withoutARequestNothingEnds() throws {
        let cancellation = Cancellation { false }
        let data = try Cancellation.$current.withValue(cancellation) { try Strokes.generate(train: 5, test: 5) }
        #expect(data.train?.count == 5 && !cancellation.isNoticed && !Cancellation.isCancelled)
    }
}
