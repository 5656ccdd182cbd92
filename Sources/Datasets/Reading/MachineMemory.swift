import FoundationEssentials

/// The memory that is available to this process.
public enum MachineMemory {
    /// In bytes: the machine's memory, or the limit of a container if that is smaller.
    public static let bytes: Int = {
        let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.filter { !$0.isWhitespace }) }
        }
        return limits.reduce(machine, min)
    }()
}
