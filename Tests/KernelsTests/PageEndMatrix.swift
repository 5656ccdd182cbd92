import Foundation

@testable import Kernels

/// A matrix that ends at the end of a page of memory, before an inaccessible one: a kernel that reads or writes beyond
/// the end of a view crashes. Rows begin at any address, a few numbers apart.
final class PageEndMatrix {
    private let memory: UnsafeMutableRawPointer
    private let bytes: Int
    let view: MatrixView

    /// - Throws: an error if the system provides no memory.
    init(_ operand: Operand) throws {
        let page = sysconf(Int32(_SC_PAGESIZE))
        let stride = operand.columns + 3
        let needed = max(1, operand.rows * stride) * MemoryLayout<Float>.stride
        let pages = (needed + page - 1) / page
        bytes = (pages + 1) * page
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), memory != MAP_FAILED,
            mprotect(memory + pages * page, page, PROT_NONE) == 0
        else { throw POSIXError(.ENOMEM) }
        self.memory = memory
        let end = (memory + pages * page).assumingMemoryBound(to: Float.self)
        view = MatrixView(
            base: end - (operand.rows * stride - (operand.rows == 0 ? 0 : 3)), rows: operand.rows, columns: operand.columns, stride: stride)
        view.set(operand.values)
    }

    deinit { munmap(memory, bytes) }
}
