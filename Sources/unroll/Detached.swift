import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Programs that go on when this one and its terminal have gone.
enum Detached {
    // POSIX_SPAWN_SETSID, which Swift does not see everywhere.
    private static let ownSession: Int16 = 0x80
    /// Descriptors that are looked at: more than any session opens.
    private static let mostDescriptors: Int32 = 1024

    /// Starts this program with other arguments, without a terminal.
    ///
    /// - Returns: its number; nil where it cannot be started.
    static func start(_ arguments: [String]) -> Int32? {
        guard let program = Bundle.main.executablePath else { return nil }
        var attributes = posix_spawnattr_t()
        var files = posix_spawn_file_actions_t()
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&files)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&files)
        }
        posix_spawnattr_setflags(&attributes, ownSession)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0)
        }
        // Nothing that this program has open is held by one that outlives it.
        for descriptor in 3..<mostDescriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var process: pid_t = 0
        let words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        return posix_spawn(&process, program, &files, &attributes, words + [nil], environ) == 0 ? process : nil
    }

    /// Waits until a program that was started here has come so far, or has ended; for some seconds at most.
    static func wait(for process: Int32, until isThere: () -> Bool) {
        var status: Int32 = 0
        let end = ContinuousClock.now + .seconds(greatestWait)
        while !isThere(), waitpid(process, &status, WNOHANG) == 0, ContinuousClock.now < end { usleep(10_000) }
    }

    private static let greatestWait = 20
}
