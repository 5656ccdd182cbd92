/// An environment variable that asks for unavailable processor settings.
public enum ProcessorSettingError: Error, Sendable, Equatable {
    /// `UNROLL_ISA` names an unknown instruction set.
    case unknownInstructions(String, available: [Processor])
    /// `UNROLL_ISA` names an instruction set that this machine lacks.
    case missingInstructions(Processor, available: [Processor])
    /// `UNROLL_THREADS` is not a number from 1 to 256.
    case threads(String)
}
