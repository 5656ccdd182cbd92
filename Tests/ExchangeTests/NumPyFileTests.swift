import Datasets
import Exchange
import Foundation
import Testing

@Suite struct NumPyFileTests {
    @Test func arraysComeBack() throws {
        let file = NumPyFile.bytes([1, -2.5, .nan, 4, 5, 6], shape: [3, 2])
        #expect(file.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]) && (file.count - 24).isMultiple(of: 64))
        let back = try NumPyFiles.numbers(Data(file), name: "a")
        #expect(back.shape == [3, 2] && back.values[1] == -2.5 && back.values[2].isNaN && back.values[5] == 6)
        #expect(try NumPyFiles.numbers(Data(NumPyFile.bytes([7], shape: [1])), name: "a").shape == [1])
        #expect(throws: DataError.self) { try NumPyFiles.numbers(Data(file.dropLast()), name: "a") }
    }
}
