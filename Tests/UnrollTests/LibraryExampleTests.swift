import Foundation
import Recurrent
import TestSupport
import Testing

/// The program in `Tests/LibraryExample`, as a user of the library would write it.
@Suite struct LibraryExampleTests {
    @Test func trainsAndPredicts() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "digits.safetensors")
            let result = try Program.run([file.path], of: "LibraryExample")
            try #require(result.code == 0, "\(result.error)")
            let lines = result.output.split(separator: "\n")
            #expect(lines.filter { $0.hasPrefix("epoch ") }.count == 5)
            let wrong = lines.first { $0.hasPrefix("wrong of the new ones: ") }?.split(separator: " ").last
            // By chance nine of ten predictions are wrong.
            #expect(try #require(wrong.flatMap { Double($0) }) < 0.4)
            #expect(lines.filter { $0.contains(": read as ") }.count == 3)
            let names = try Safetensors(file: file.path).tensors.map(\.name)
            #expect(names == ["0.weight_ih_l0", "0.weight_hh_l0", "0.bias_ih_l0", "0.bias_hh_l0", "2.weight", "2.bias"])
        }
    }
}
