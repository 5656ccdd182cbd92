/// How a text in UTF-16 says which byte of a character comes first.
public enum TextByteOrder: Sendable, Equatable {
    /// By a mark at its beginning.
    case marked
    /// It does not; the low, or the high byte comes first.
    case little, big
}

extension DataError {
    /// What is wrong with a file, whatever it holds.
    public enum FileProblem: Sendable, Equatable {
        /// The name is empty.
        case noName
        case missing
        case isFolder
        case unreadable
        case empty
        case isUTF16(TextByteOrder)
        /// Zero bytes, which no text has.
        case isNoText
        /// The file is of another program, in a format that is not read.
        case isForeign(ForeignFormat)
    }

    /// What is wrong with a folder that should have a folder for each class.
    public enum FolderProblem: Sendable, Equatable {
        case missing
        case isFile
        case unreadable
        /// There are no files of this ending in folders of it; so many are beside the folders, or without any.
        case noFiles(ending: String, beside: Int)
        /// There are recordings as well as documents.
        case severalKinds(folder: String)
        /// There is a part to test on already.
        case severalTests
        /// A list of a part names a file that is not there, or is in another list.
        case listed(String)
        /// The lists of parts leave nothing to train on.
        case allListed
    }

    /// What is wrong with a compressed file, or with an archive.
    public enum ArchiveProblem: Sendable, Equatable {
        case noMemory
        /// What is compressed unpacks to more bytes than files of its size are allowed.
        case unpacksBeyond(limit: Int)
        /// This many bytes after the compressed data do not belong to it.
        case followed(by: Int)
        /// The compressed data ends after this many bytes, and should not.
        case cutOff(after: Int)
        case corrupt(near: Int)
        /// A compressed entry unpacks to another number of bytes than the archive says.
        case entrySize(found: Int, expected: Int)
        case noDirectory
        case brokenEntry(Int, of: Int)
        case entryCutOff(String)
        /// An entry is packed by a method that is neither "stored" nor "deflated".
        case entryMethod(String, method: UInt16)
        case entryChecksum(String)
    }

    /// What is wrong with a value in a text, in any format.
    public enum ValueProblem: Sendable, Equatable {
        case notANumber(found: String)
        /// The number does not fit 32 bits of floating point.
        case tooLarge(found: String)
        case infinite(found: String)
        /// Where missing values are refused.
        case missing
        case notUTF8
        /// A text stands for a label that is missing.
        case noLabel(found: String)
        case unknownClass(String, expected: [String])
    }

    /// What is wrong with a plain text.
    public enum PlainTextProblem: Sendable, Equatable {
        case notUTF8
        /// The character does not occur in the training text.
        case unknownCharacter(String, known: Int)
        /// It has this many characters, fewer than two.
        case tooShort(Int)
        /// A document has nothing but blanks.
        case noSymbols
    }
}
