/// The byte order of a text in UTF-16.
public enum TextByteOrder: Sendable, Equatable {
    /// Given by a byte order mark.
    case marked
    /// Not given; the low byte, or the high byte, comes first.
    case little, big
}

extension DataError {
    /// The problem of a file of any format.
    public enum FileProblem: Sendable, Equatable {
        /// The name is empty.
        case noName
        case missing
        case isFolder
        case unreadable
        case empty
        case isUTF16(TextByteOrder)
        /// The file contains zero bytes, which do not occur in text.
        case isNoText
        /// The file comes from another program, in an unsupported format.
        case isForeign(ForeignFormat)
    }

    /// The problem of a folder that should have a subfolder for each class.
    public enum FolderProblem: Sendable, Equatable {
        case missing
        case isFile
        case unreadable
        /// No subfolder contains files with this extension; `beside` is the number of such files outside of subfolders.
        case noFiles(ending: String, beside: Int)
        /// The folder contains both recordings and documents.
        case severalKinds(folder: String)
        /// There already is a test part.
        case severalTests
        /// A list of a part names a file that does not exist, or is in another list.
        case listed(String)
        /// The lists of parts leave no training files.
        case allListed
    }

    /// The problem of a compressed file or of an archive.
    public enum ArchiveProblem: Sendable, Equatable {
        case noMemory
        /// The compressed data expands to more bytes than allowed for its size.
        case unpacksBeyond(limit: Int)
        /// This many bytes after the compressed data do not belong to it.
        case followed(by: Int)
        /// The compressed data ends prematurely, after this many bytes.
        case cutOff(after: Int)
        case corrupt(near: Int)
        /// The size of an unpacked entry differs from that in the archive's directory.
        case entrySize(found: Int, expected: Int)
        case noDirectory
        case brokenEntry(Int, of: Int)
        case entryCutOff(String)
        /// An entry is compressed by a method other than "stored" and "deflated".
        case entryMethod(String, method: UInt16)
        case entryChecksum(String)
    }

    /// The problem of a value in a text file of any format.
    public enum ValueProblem: Sendable, Equatable {
        case notANumber(found: String)
        /// The number does not fit into 32-bit floating point.
        case tooLarge(found: String)
        case infinite(found: String)
        /// The value is missing, and missing values are refused.
        case missing
        case notUTF8
        /// This text marks a missing label.
        case noLabel(found: String)
        case unknownClass(String, expected: [String])
    }

    /// The problem of a plain text.
    public enum PlainTextProblem: Sendable, Equatable {
        case notUTF8
        /// The character does not occur in the training text.
        case unknownCharacter(String, known: Int)
        /// The text has this many characters, fewer than two.
        case tooShort(Int)
        /// A document contains only white space.
        case noSymbols
    }
}
