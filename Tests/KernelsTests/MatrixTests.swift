import Kernels
import Testing

@Suite struct MatrixTests {
    @Test func beginsWithZerosInAlignedRows() {
        let matrix = Matrix(rows: 3, columns: 21)
        #expect(matrix.view.values == Array(repeating: 0, count: 63))
        #expect(matrix.view.stride == 32)
        #expect(Matrix(count: 5).view.rows == 1)
        #expect(Matrix(rows: 0, columns: 5).view.values.isEmpty)
        #expect(Matrix(rows: 5, columns: 0).view.values.isEmpty)
    }

    @Test func viewsOfRowsAndColumns() {
        let matrix = GuardedMatrix(Operand(4, 5, (0..<20).map(Float.init)))
        let view = matrix.view
        #expect(view.rows(1, 2).values == (5..<15).map(Float.init))
        #expect(view.columns(3, 2).values == [3, 4, 8, 9, 13, 14, 18, 19])
        #expect(view.rows(2, 1).columns(1, 3).values == [11, 12, 13])
        #expect(view.rows(3, 1).repeated(2).values == [15, 16, 17, 18, 19, 15, 16, 17, 18, 19])
        #expect(view.rows(4, 0).values.isEmpty)
        #expect(view[2, 4] == 14)
    }

    @Test func writesStayInside() {
        let matrix = GuardedMatrix(Operand(4, 5, filledWith: 0))
        matrix.view.rows(1, 2).columns(1, 2).fill(3)
        matrix.view[3, 4] = 9
        matrix.view.rows(0, 1).set((0..<15).map(Float.init), fromRow: 2)
        matrix.view.rows(3, 1).columns(0, 4).set(matrix.view.rows(1, 1).columns(1, 4))
        #expect(matrix.view.values == [10, 11, 12, 13, 14, 0, 3, 3, 0, 0, 0, 3, 3, 0, 0, 3, 3, 0, 0, 9])
        #expect(matrix.isIntact)
    }
}
