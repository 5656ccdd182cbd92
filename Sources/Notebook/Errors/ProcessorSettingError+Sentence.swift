import Foundation
import Recurrent
import TextFormatting

extension ProcessorSettingError {
    /// What a user is told: what is set, and what can be.
    public var sentence: String {
        switch self {
        case .unknownInstructions(let name, let available):
            "UNROLL_ISA is \"\(name.shortened())\"; expected \(Self.names(available)), or unset it to use the best.".visible
        case .missingInstructions(let processor, let available):
            "UNROLL_ISA is \(processor.rawValue), which this machine lacks; it has \(Self.names(available)).".visible
        case .threads(let text): "UNROLL_THREADS is \"\(text.shortened())\"; expected a whole number from 1 to 256.".visible
        }
    }

    private static func names(_ processors: [Processor]) -> String {
        processors.map(\.rawValue).joined(separator: ", ")
    }
}

/// What the environment says about how to compute.
public enum EnvironmentSettings {
    /// What is wrong with it, in a sentence; nil where all of it can be followed.
    public static var problem: String? {
        do throws(ProcessorSettingError) {
            try Processor.checkSettings(ProcessInfo.processInfo.environment)
            return nil
        } catch {
            return error.sentence
        }
    }
}
