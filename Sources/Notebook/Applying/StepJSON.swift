import FoundationEssentials

/// A step as a line of JSON says it.
enum StepJSON: Decodable {
    /// Numbers in the order of the features; nil where one is missing.
    case numbers([Double?])
    /// Numbers by the names of the features; what is no number is left out.
    case named([String: Double?])
    /// Symbols, each of which is a step.
    case symbols([String])
    /// Characters, or words with blanks between them, each of which is a step.
    case text(String)

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Throws: where it is none of these.
    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            var numbers: [String: Double?] = [:]
            for key in members.allKeys {
                if try members.decodeNil(forKey: key) {
                    numbers[key.stringValue] = .some(nil)
                } else if let number = try? members.decode(Double.self, forKey: key) {
                    numbers[key.stringValue] = number
                }
            }
            self = .named(numbers)
            return
        }
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let numbers = try? value.decode([Double?].self) {
            self = .numbers(numbers)
        } else if let number = try? value.decode(Double.self) {
            self = .numbers([number])
        } else {
            self = .symbols(try value.decode([String].self))
        }
    }

    /// The step of a line; nil where it is none.
    init?(line: String) {
        guard let step = try? JSONDecoder().decode(StepJSON.self, from: Data(line.utf8)) else { return nil }
        self = step
    }
}
