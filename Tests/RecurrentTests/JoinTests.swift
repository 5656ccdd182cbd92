import Testing

@testable import Recurrent

/// Which parallel paths fit together.
@Suite struct JoinTests {
    private func problem(_ layers: [Layer]) -> NetworkError? {
        do throws(NetworkError) {
            _ = try Network(layers).summary(features: 3)
            return nil
        } catch {
            return error
        }
    }

    @Test func refusals() {
        let gru = TinyTasks.recurrent(.gru(.after), 4)
        let both = Layer.bidirectional(Recurrence(cell: .gru(.after), units: 4))
        #expect(problem([.join([[gru], [both]]), .last]) == nil)
        #expect(problem([.join([[both], [gru]]), .last])?.problem == .backwardNotLast(Network([both])))
        #expect(problem([.join([[both, .mean], [gru, .last]])]) == nil)
        #expect(problem([.join([[both, TinyTasks.dense(3)], [gru]])]) == nil)
        #expect(problem([.join([[gru]])])?.problem == .fewPaths(.join([[gru]])))
        #expect(
            problem([.join([[gru], [gru, .last]])])?.problem
                == .joinShapes([OutputShape(returnsSequences: true, width: 4), OutputShape(returnsSequences: false, width: 4)]))
        #expect(problem([.join([[gru], [.embedding(size: 3)]])])?.problem == .insideJoin(.embedding(size: 3)))
        let pool = Layer.pool(width: 2, stride: 2, kind: .max)
        #expect(problem([.join([[gru], [pool]])])?.problem == .fewerStepsInResidual(pool))
        #expect(problem([.join([[gru], [.transitions]])])?.problem == .notLast(.transitions))
    }

    @Test func openWidthsAreCounted() throws {
        let network = Network([
            .join([[.dropout(rate: 0.1)], [TinyTasks.recurrent(.rnn(.tanh), 4)], [.dropout(rate: 0.2)]]), .attend(units: nil),
        ])
        let open = try network.summary(features: nil).parameters
        for width in [1, 5, 9] {
            let counted = open.constant + open.perFeature * width + open.perSquare * width * width
            #expect(counted == (try network.summary(features: width)).parameters.constant)
        }
    }
}
