import Testing

@testable import Recurrent

private func gru(_ units: Int, _ reset: ResetGate = .after) -> Layer { .recurrent(Recurrence(cell: .gru(reset), units: units)) }
private func lstm(_ units: Int) -> Recurrence { Recurrence(cell: .lstm(forgetBias: 1), units: units) }

private func problem(_ layers: [Layer], features: Int? = 28) -> NetworkError? {
    do {
        _ = try Network(layers).summary(features: features)
        return nil
    } catch {
        return error
    }
}

@Suite struct NetworkSummaryTests {
    @Test func countsWhatALayerHas() throws {
        let network = Network([gru(200), .dropout(rate: 0.5), gru(200, .before), .last, .dense(units: 10, activation: .linear)])
        let summary = try network.summary(features: 28)
        #expect(summary.rows.map(\.layer) == network.layers)
        #expect(summary.rows.map(\.parameters.constant) == [28 * 600 + 200 * 600 + 800, 0, 400 * 600 + 600, 0, 2010])
        #expect(summary.rows.map(\.returnsSequences) == [true, true, true, false, false])
        #expect(summary.rows.map(\.width) == [200, 200, 200, 200, 10])
        #expect(summary.parameters.perFeature == 0)
        #expect(!summary.returnsSequences)
    }

    @Test func leavesTheInputOpen() throws {
        let summary = try Network([.dropout(rate: 0.1), .bidirectional(lstm(7))]).summary(features: nil)
        #expect(summary.rows[0].width == nil)
        #expect(summary.rows[1].width == 14)
        #expect(summary.parameters == LinearCount(constant: 2 * (7 * 28 + 28), perFeature: 2 * 28))
        #expect(try Network([.embedding(size: 64)]).summary(features: nil).parameters == LinearCount(constant: 0, perFeature: 64))
    }

    @Test func saysWhatCannotFollow() {
        #expect(problem([])?.layer == nil)
        #expect(problem([])?.problem == .noLayers)
        #expect(problem([.last, gru(3)])?.layer == 1)
        #expect(
            problem([gru(20), .last, gru(3)])
                == NetworkError(
                    layer: 2, .noTimeSteps(gru(3), endedBy: .last, shape: OutputShape(returnsSequences: false, width: 20))))
        #expect(problem([gru(3), .mean, .last])?.layer == 2)
        #expect(problem([gru(3), .embedding(size: 4)])?.layer == 1)
        #expect(problem([gru(0)])?.layer == 0)
        #expect(problem([gru(70_000)])?.layer == 0)
        #expect(problem([.dense(units: -1, activation: .tanh)])?.layer == 0)
        #expect(problem([.dropout(rate: 1)])?.layer == 0)
        #expect(problem([.dropout(rate: .nan)])?.layer == 0)
        #expect(problem([.recurrent(Recurrence(cell: .lstm(forgetBias: .infinity), units: 3))])?.layer == 0)
        #expect(problem([gru(3)], features: 0) != nil)
        #expect(problem([gru(3), .attend(units: 0)])?.layer == 1)
        #expect(problem([gru(3), .max, .attend(units: 2)])?.layer == 2)
        #expect(problem([.attend(units: nil)]) == nil)
        for rate: Float in [-0.1, 1, .nan] {
            #expect(problem([.recurrent(Recurrence(cell: .gru(.after), units: 3, zoneout: rate))])?.layer == 0)
            #expect(problem([.recurrent(Recurrence(cell: .gru(.after), units: 3, recurrentDropout: rate))])?.layer == 0)
        }
    }

    @Test func countsAttentionAndGains() throws {
        func count(_ layer: Layer, _ features: Int) throws -> Int { try Network([layer]).summary(features: features).parameters.constant }
        #expect(try count(.attend(units: 4), 7) == 7 * 4 + 2 * 4)
        #expect(try count(.attend(units: nil), 7) == 7 * 7 + 2 * 7)
        #expect(try Network([.attend(units: 4)]).summary(features: nil).parameters == LinearCount(constant: 8, perFeature: 4))
        #expect(
            try Network([.attend(units: nil)]).summary(features: nil).parameters == LinearCount(constant: 0, perFeature: 2, perSquare: 1))
        let normalised = Recurrence(cell: .lstm(forgetBias: 1), units: 5, normalization: .layer)
        #expect(try count(.recurrent(normalised), 3) == 3 * 20 + 5 * 20 + 20 + 40)
    }

    @Test func residualNeedsOneShape() throws {
        #expect(problem([gru(20), .residual([gru(20)])]) == nil)
        #expect(
            problem([gru(20), .residual([gru(21)])])
                == NetworkError(
                    layer: 1,
                    .residualShapes(
                        input: OutputShape(returnsSequences: true, width: 20), output: OutputShape(returnsSequences: true, width: 21))))
        #expect(problem([gru(20), .residual([.last])])?.layer == 1)
        #expect(problem([gru(20), .residual([])])?.layer == 1)
        #expect(problem([.residual([gru(20)])], features: nil) == nil)
        #expect(problem([.residual([gru(20)])], features: 28)?.layer == 0)
    }

    /// Checkpoints identify their network by this text: if it changed, all of them would be lost.
    @Test func theIdentityNeverChanges() {
        let layers: [Layer] = [
            .recurrent(Recurrence(cell: .rnn(.tanh), units: 3)), .recurrent(Recurrence(cell: .rnn(.relu), units: 3)),
            .bidirectional(lstm(100)), .recurrent(Recurrence(cell: .lstm(forgetBias: 0), units: 5)),
            .residual([gru(2), .dropout(rate: 0.25)]), .mean, .dense(units: 10, activation: .tanh), .embedding(size: 64),
        ]
        let all = Recurrence(cell: .gru(.before), units: 2, recurrentDropout: 0.25, zoneout: 0.1, normalization: .layer)
        #expect(
            Network([.recurrent(all), .attend(units: 3), .attend(units: nil), .max, .first]).identity
                == "gru(2, reset: before, recurrent_dropout: 0.25, zoneout: 0.1, norm: layer) | attend(3) | attend | max | first")
        #expect(
            Network(layers).identity
                == "rnn(3) | rnn(3, relu) | bidirectional(lstm(100)) | lstm(5, forget: 0) | residual(gru(2) | dropout(0.25)) | mean | dense(10, tanh) | embedding(64)"
        )
    }
}
