import CProcessorHints

/// Waiting in a loop.
public enum Spin {
    /// Tells the processor that this thread is only waiting, so that another on the same core can use its units.
    @inlinable @inline(__always)
    public static func pause() { spin_pause() }
}
