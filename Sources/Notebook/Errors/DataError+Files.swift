import Datasets
import TextFormatting

extension DataError.FileProblem {
    var sentence: String {
        switch self {
        case .noName: "The file name is empty."
        case .missing: "There is no such file. Check the path; it is relative to the folder where unroll was started."
        case .isFolder: "This is a folder; expected a file."
        case .unreadable: "The file cannot be read. Check its permissions."
        case .empty: "The file is empty."
        case .isUTF16: "The text is in UTF-16; expected UTF-8."
        case .isNoText: "This is not text: it contains zero bytes."
        case .isForeign(let format): format.sentence(forWeights: false)
        }
    }
}

extension DataError.ArchiveProblem {
    var sentence: String {
        switch self {
        case .noMemory: "There is not enough memory to unpack the file."
        case .unpacksBeyond(let limit):
            "Unpacked, the file has more than \(limit) bytes. If it is meant to be that large, unpack it with another program first."
        case .followed(let count): "The compressed data is followed by \(count) bytes that do not belong to it."
        case .cutOff(let count): "The compressed data is cut off after \(count) bytes. Download or copy the file again."
        case .corrupt(let place): "The compressed data is corrupt near byte \(place). Download or copy the file again."
        case .entrySize(let found, let expected): "A compressed entry has \(found) bytes; expected \(expected)."
        case .noDirectory: "The archive's directory is missing; the file is cut off, or is not a zip file."
        case .brokenEntry(let number, let count): "Entry \(number) of \(count) in the archive's directory is broken."
        case .entryCutOff(let name): "The entry \(name.shortened()) is cut off."
        case .entryMethod(let name, let method):
            "The entry \(name.shortened()) is compressed with method \(method); expected stored or deflated."
        case .entryChecksum(let name): "The entry \(name.shortened()) is corrupt: its checksum does not match."
        }
    }
}

extension DataError.ValueProblem {
    var sentence: String {
        switch self {
        case .notANumber(let found): "Expected a number, found \(DataWords.quoted(found))."
        case .tooLarge(let found):
            "The number \(found.shortened()) is too large: 32-bit numbers go up to 3.4e38. Scale it down, or leave it out."
        case .infinite(let found):
            "Infinite values are not read; found \(DataWords.quoted(found)). Leave the value empty, or write a finite number."
        case .noLabel(let found):
            "The label is missing"
                + (found.isEmpty ? "" : " (found \(DataWords.quoted(found)))") + ". Leave out the row, or write its class there."
        case .missing: "The value is missing. Fill missing values with missing: carry or missing: zero."
        case .notUTF8: "These bytes are not UTF-8."
        case .unknownClass(let name, let expected): "The class is \(DataWords.quoted(name)); expected one of \(DataWords.some(expected))."
        }
    }
}

extension DataError.PlainTextProblem {
    var sentence: String {
        switch self {
        case .notUTF8: "There are bytes that are not UTF-8."
        case .unknownCharacter(let character, let known):
            "The character \(character == "\n" ? "line end" : character) does not occur in the training text, which has \(known) "
                + "characters. "
                + "Remove it, or train on a text that has it."
        case .tooShort(let count): "The text has \(count) characters; expected at least 2."
        case .noSymbols: "The document is blank. Remove the file from the folder."
        }
    }
}
