import Datasets
import TextFormatting

extension DataError.FolderProblem {
    var sentence: String {
        switch self {
        case .missing: "There is no such folder. Check the path; it is relative to the folder where unroll was started."
        case .isFile: "This is a file; expected a folder with a folder for each class."
        case .unreadable: "The folder cannot be read. Check its permissions."
        case .noFiles(let ending, let beside):
            "There are no \(ending) files in folders of this one"
                + (beside == 0 ? "" : ", but \(Figures.grouped(beside)) beside them")
                + ". Put the files of each class into a folder with its name."
        case .severalKinds(let folder):
            "There are recordings and text files in the folders. Choose one kind: wav(\"\(folder.shortened(200))\") or "
                + "documents(\"\(folder.shortened(200))\")."
        case .severalTests: "The folder already contains files to test on. Leave out test, or name the folder to train on."
        case .listed(let path):
            "There is no file \(DataWords.quoted(path)) in the folders, or it is listed twice. Remove it from the list, or put the file "
                + "there."
        case .allListed: "The lists of validation and test files name all files; none is left to train on."
        }
    }
}

extension DataError.WaveProblem {
    var sentence: String {
        switch self {
        case .notWave(let start):
            "This is not a WAV file: it begins with \(start.isEmpty ? "nothing" : start.map { Self.hexadecimal($0) }.joined(separator: " ")), expected \"RIFF\" and \"WAVE\"."
        case .noFormat:
            "The recording does not describe its samples: the chunk \"fmt \" is missing or cut off. Record or copy it again."
        case .noData: "The recording has no samples: the chunk \"data\" is missing. Record or copy it again."
        case .cutOff(let expected, let found):
            "The recording is cut off: it should have \(Figures.grouped(expected)) bytes of samples, but has \(Figures.grouped(found)). "
                + "Download or copy the file again."
        case .noSamples: "The recording has no samples. Remove the file from the folder."
        case .noChannels: "The recording says that it has no channels. Record or copy it again."
        case .rate(let rate):
            "The recording has \(Figures.grouped(rate)) samples per second; expected \(Figures.grouped(1_000)) to "
                + "\(Figures.grouped(768_000))."
        case .bits(let bits, let isFloat):
            "Samples \(isFloat ? "of floating point with" : "of") \(bits) bits are not read; expected whole numbers of 8, 16, 24 or 32 bits, or floating point of 32. "
                + Self.conversion
        case .encoding(let code):
            "The samples are packed (\(Self.name(ofEncoding: code))); expected PCM, or floating point of 32 bits. " + Self.conversion
        case .frame(let bytes, let channels, let bits):
            "The recording says that \(Figures.count(channels, "channel")) of \(bits) bits take \(Figures.count(bytes, "byte")). "
                + Self.conversion
        case .notFinite(let sample): "Sample \(Figures.grouped(sample)) is infinite or not a number. Record or convert the file again."
        case .otherRate(let rate, let expected, let file):
            "The recording has \(Figures.grouped(rate)) samples per second; \(file.shortened(200)) has \(Figures.grouped(expected)). "
                + "Convert all to one rate, for example with `sox IN.wav -r \(expected) OUT.wav`."
        case .tooManyBands(let bands, let window, let rate):
            "\(Figures.count(bands, "band")) are too many for windows of \(Figures.plain(window)) ms at \(Figures.grouped(rate)) "
                + "samples per second: the lowest ones would be empty. Use fewer bands, or a longer window."
        case .tooMuch(let bytes):
            "With this recording the features take more than \(Figures.grouped(bytes)) bytes. Use a longer hop, fewer bands or fewer files."
        }
    }

    private static let conversion = "`sox IN.wav -b 16 -e signed-integer OUT.wav` converts it."

    private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }

    private static func name(ofEncoding code: UInt16) -> String {
        switch code {
        case 2, 0x11: "ADPCM"
        case 6: "A-law"
        case 7: "mu-law"
        case 0x50: "MPEG"
        case 0x55: "MP3"
        default: "format \(code)"
        }
    }
}
