import Testing

@testable import Exchange

/// TensorBoard's records, byte by byte.
@Suite struct EventLogTests {
    /// The examples of RFC 3720, appendix B.4, and the published check value.
    @Test func checksAreThoseOfCastagnoli() {
        #expect(CRC32C.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.of([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.of((0..<32).map { UInt8($0) }) == 0x46DD_794E)
        #expect(CRC32C.of(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.of([]) == 0)
    }

    @Test func recordsAreFramed() throws {
        let bytes = EventLog.beginning(step: 7, time: 12.5) + EventLog.record([.scalar("a", 1)], step: 300, time: 13)
        let events = try Self.events(bytes)
        #expect(events.count == 3)
        #expect(events[0].text(3) == "brain.Event:2" && events[0].doubles(1) == [12.5])
        #expect(events[1].numbers(2) == [7])
        #expect(try events[1].messages(7)[0].numbers(1) == [1])
        #expect(events[2].numbers(2) == [300])
        let value = try events[2].messages(5)[0].messages(1)[0]
        #expect(value.text(1) == "a" && value.floats(2) == [1])
    }

    @Test func histogramsCountAllNumbers() throws {
        let numbers: [Float] = (0..<100).map { Float($0) / 10 } + [.nan, .infinity]
        let event = try Self.events(
            EventLog.record([.histogram("w", numbers), .histogram("same", [2, 2]), .histogram("none", [])], step: 1, time: 0))[0]
        let histograms = try event.messages(5)[0].messages(1).map { try $0.messages(5)[0] }
        func doubles(_ message: ProtobufFields, _ number: Int) -> [Double] {
            let bytes = message.blocks(number).first ?? []
            return stride(from: 0, to: bytes.count, by: 8).map { start in
                Double(bitPattern: bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
            }
        }
        #expect(histograms[0].doubles(3) == [100])
        #expect(doubles(histograms[0], 6).count == 30 && doubles(histograms[0], 7).reduce(0, +) == 100)
        #expect(doubles(histograms[0], 6).last == histograms[0].doubles(2)[0])
        #expect(doubles(histograms[1], 7) == [2] && doubles(histograms[1], 6) == [2])
        #expect(histograms[2].doubles(3) == [0])
    }

    @Test func textsAreThoseOfThePlugin() throws {
        let event = try Self.events(EventLog.record([.text("sample", "ü\n")], step: 1, time: 0))[0]
        let value = try event.messages(5)[0].messages(1)[0]
        let tensor = try value.messages(8)[0]
        #expect(tensor.numbers(1) == [7] && tensor.text(8) == "ü\n")
        #expect(try value.messages(9)[0].messages(1)[0].text(1) == "text")
    }

    @Test func filesAreFoundInTheOrderOfTheirBeginnings() {
        let names = [0, 9.25, 1_700_000_000, 1_700_000_000.5].map { EventLog.fileName(time: $0) }
        #expect(names.sorted() == names && names.allSatisfy { $0.hasPrefix("events.out.tfevents.") })
        #expect(names[3] == "events.out.tfevents.1700000000.500000.unroll")
    }

    /// The messages in framed records, whose checks must be correct.
    static func events(_ bytes: [UInt8]) throws -> [ProtobufFields] {
        var (events, place): ([ProtobufFields], Int) = ([], 0)
        func number(_ count: Int) -> Int {
            defer { place += count }
            return Int(bytes[place..<place + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        while place < bytes.count {
            let head = Array(bytes[place..<place + 8])
            let length = number(8)
            #expect(number(4) == Int(CRC32C.masked(head)))
            let message = Array(bytes[place..<place + length])
            place += length
            #expect(number(4) == Int(CRC32C.masked(message)))
            events.append(try ProtobufFields(message))
        }
        return events
    }
}
