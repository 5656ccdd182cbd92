import FoundationEssentials

/// The memory that this process may have.
public enum MachineMemory {
    /// In bytes: the machine's, or less in a container that is given less.
    public static let bytes: Int = {
        let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.filter { !$0.isWhitespace }) }
        }
        return limits.reduce(machine, min)
    }()
}
