import Foundation

/// Two machines on one: network namespaces with a name each, connected by a pair of virtual interfaces. Requires root,
/// `ip` from iproute2, and Open MPI.
struct TwoHosts {
    private let folder: URL
    private static let names = ["unroll1", "unroll2"]
    private static let addresses = ["10.213.7.1", "10.213.7.2"]

    /// Creates both machines.
    ///
    /// - Parameter folder: a folder for the files that they need.
    init(in folder: URL) throws {
        self.folder = folder
        Self.remove()
        try Self.shell("ip link add unroll1 type veth peer name unroll2")
        for (name, address) in zip(Self.names, Self.addresses) {
            try Self.shell(
                """
                ip netns add \(name) && ip link set \(name) netns \(name) && ip -n \(name) addr add \(address)/24 dev \(name) &&
                ip -n \(name) link set \(name) up && ip -n \(name) link set lo up && mkdir -p /etc/netns/\(name) &&
                printf '127.0.0.1 localhost\\n\(Self.addresses[0]) unroll1\\n\(Self.addresses[1]) unroll2\\n' > /etc/netns/\(name)/hosts
                """)
        }
        // Replaces ssh: the machine, then the command to run there.
        try """
        #!/bin/sh
        name=$1
        shift
        exec ip netns exec $name unshare --uts sh -c "hostname $name; $*"
        """.write(to: agent, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: agent.path)
    }

    /// Removes both machines.
    static func remove() {
        for name in names { try? shell("ip netns del \(name); rm -rf /etc/netns/\(name)") }
    }

    private var agent: URL { folder.appending(path: "agent") }

    /// The command that launches this many ranks, alternating between the machines.
    func launcher(ranks: Int) -> [String] {
        let network = "10.213.7.0/24"
        return ["ip", "netns", "exec", "unroll1", "unshare", "--uts", "sh", "-c", "hostname unroll1; exec \"$@\"", "sh"]
            + ["mpirun", "--mca", "plm", "rsh", "--mca", "plm_rsh_agent", agent.path, "--mca", "pml", "ob1", "--mca", "btl", "tcp,self"]
            + ["--mca", "btl_tcp_if_include", network, "--mca", "oob_tcp_if_include", network]
            + ["--host", "unroll1:8,unroll2:8", "--map-by", "node"]
            + ["--bind-to", "none", "--oversubscribe", "-x", "UNROLL_THREADS", "-n", "\(ranks)"]
    }

    private struct Failure: Error { var command: String }

    private static func shell(_ command: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: command) }
    }
}
