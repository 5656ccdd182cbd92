/// What the environment asks the processor for, and cannot have.
public enum ProcessorSettingError: Error, Sendable, Equatable {
    /// `UNROLL_ISA` names no instructions that are known.
    case unknownInstructions(String, available: [Processor])
    /// `UNROLL_ISA` names instructions that this machine lacks.
    case missingInstructions(Processor, available: [Processor])
    /// `UNROLL_THREADS` is no number from 1 to 256.
    case threads(String)
}
