import CProcessorHints

/// Waiting in a loop.
public enum Spin {
    /// Says to the processor that this thread only waits, so that another on the same core may have its units.
    @inlinable @inline(__always)
    public static func pause() { spin_pause() }
}
