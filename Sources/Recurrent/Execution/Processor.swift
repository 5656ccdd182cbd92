import FoundationEssentials
import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsMatrix
import KernelsPortable

/// The instruction set to compute with. All give the same bits.
public enum Processor: String, Sendable, CaseIterable {
    /// The instructions of any processor.
    case portable
    /// AVX2 with fused multiply-adds.
    case avx2
    /// AVX-512.
    case avx512
    /// AVX-512, and a matrix unit for products of rounded factors.
    case amx

    /// The best instruction set of this machine, detected once; `UNROLL_ISA` overrides it with another set of the machine.
    public static let current: Processor = {
        let available = Processor.available
        if let name = ProcessInfo.processInfo.environment["UNROLL_ISA"], let wanted = Processor(rawValue: name.lowercased()),
            available.contains(wanted)
        {
            return wanted
        }
        return available.last ?? .portable
    }()

    /// The instruction sets that this machine can run, the best last.
    public static let available: [Processor] = {
        var found: [Processor] = [.portable]
        #if arch(x86_64)
            let flags = features()
            if flags.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "f16c", "movbe"]) {
                found.append(.avx2)
                if flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]) {
                    found.append(.avx512)
                    #if os(Linux)
                        if flags.isSuperset(of: ["amx_tile", "amx_bf16"]), requestMatrixUnit() { found.append(.amx) }
                    #endif
                }
            }
        #endif
        return found
    }()

    /// The number of threads to use; `UNROLL_THREADS` overrides it, from 1 to 256.
    public static let threads: Int = {
        if let text = ProcessInfo.processInfo.environment["UNROLL_THREADS"], let count = Int(text), (1...256).contains(count) {
            return count
        }
        return max(1, min(256, ProcessInfo.processInfo.activeProcessorCount))
    }()

    /// Checks `UNROLL_ISA` and `UNROLL_THREADS`, so that an invalid setting is not ignored silently.
    ///
    /// - Throws: `ProcessorSettingError` for the first invalid setting.
    public static func checkSettings(_ environment: [String: String]) throws(ProcessorSettingError) {
        if let name = environment["UNROLL_ISA"] {
            guard let wanted = Processor(rawValue: name.lowercased()) else {
                throw .unknownInstructions(name, available: available)
            }
            guard available.contains(wanted) else { throw .missingInstructions(wanted, available: available) }
        }
        if let text = environment["UNROLL_THREADS"] {
            guard let count = Int(text), (1...256).contains(count) else { throw .threads(text) }
        }
    }

    var kernels: KernelTable {
        switch self {
        case .portable: portableKernels
        case .avx2: avx2Kernels
        case .avx512: avx512Kernels
        case .amx:
            #if arch(x86_64) && os(Linux)
                amxKernels
            #else
                avx512Kernels
            #endif
        }
    }

    /// The flags of the first processor, as Linux lists them.
    private static func features() -> Set<Substring> {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
        else { return [] }
        return Set(line.split(separator: " "))
    }
}
