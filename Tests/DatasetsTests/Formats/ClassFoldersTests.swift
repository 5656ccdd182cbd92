import Foundation
import TestSupport
import Testing

@testable import Datasets

struct ClassFoldersTests {
    /// Writes files with their folders, and passes the folder's path to `body`.
    private func withFolder(_ files: [String: Data], _ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (name, data) in files {
                let file = folder.appending(path: "set").appending(path: name)
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try data.write(to: file)
            }
            try body(folder.path + "/set")
        }
    }

    private func sound(_ count: Int, rate: Int = 8_000, channels: Int = 1) -> Data {
        Wave(channels: channels, rate: rate, samples: Wave.samples((0..<(count * channels)).map { $0 * 37 % 9_000 })).file
    }

    private func text(_ text: String) -> Data { Data(text.utf8) }

    // MARK: Recordings

    @Test func recordingsOfClasses() throws {
        let files = [
            "yes/b.wav": sound(400), "yes/a.WAV": sound(900), "no/x.wav": sound(200), "no/notes.md": text("x"),
            "_background_noise_/n.wav": sound(5_000), "empty/readme": text("x"), "README.md": text("x"), ".git/a.wav": sound(1),
        ]
        try withFolder(files) { folder in
            let pair = try Recordings.load(folder)
            let train = try #require(pair.train)
            // no/x, yes/a, yes/b: in the byte order of their paths.
            #expect(train.classNames == ["no", "yes"])
            #expect(try train.labels == [0, 1, 1])
            #expect((0..<3).map(train.length) == [1, 9, 3] && train.features == 40 && train.name == "set")
            #expect(train.storage.details.featureNames.count == 40 && pair.test == nil && pair.validation == nil)
            #expect(
                pair.notes == [
                    .foldersLeftOut(["_background_noise_"], isEmpty: false), .foldersLeftOut(["empty"], isEmpty: true),
                    .filesLeftOut(2, example: "empty/readme", ending: ".wav"), .logMel(rate: 8_000, LogMelOptions()),
                ])
            let file = try DataFile.inspect(folder)
            #expect(file.format == .wav && file.reading == .classFolders && file.data.train?.count == 3)
        }
    }

    /// Files that a run is applied to are read like its training files, wherever they are.
    @Test func recordingsAreReadAsOthersWere() throws {
        let files = ["set/a/1.wav": sound(800), "set/b/1.wav": sound(640), "new/x.wav": sound(800), "new/notes.md": text("x")]
        try withFolder(files.merging(["fast.wav": sound(300, rate: 16_000)]) { own, _ in own }) { folder in
            var options = LogMelOptions()
            (options.window, options.hop, options.bands) = (50, 20, 12)
            let known = try #require(try Recordings.load(folder + "/set", options: options).train)
            #expect(known.storage.details.fileReading == .recordings(rate: 8_000, options: options))
            let again = try DataFile.read(folder + "/set", as: known)
            #expect(
                try again.featureValues == known.featureValues && again.sequenceName(1) == "b/1.wav" && known.sequenceName(1) == "b/1.wav")
            for path in ["/new", "/new/x.wav"] {
                let data = try DataFile.read(folder + path, as: known)
                #expect(data.count == 1 && data.sequenceName(0) == "x.wav" && data.length(0) == known.length(0))
                #expect(try data.matched(to: known).classNames == ["a", "b"])
            }
            let error = dataError { _ = try DataFile.read(folder + "/fast.wav", as: known) }
            #expect(error == DataError(.wave(.otherRate(16_000, expected: 8_000, of: "set")), file: folder + "/fast.wav"))
            #expect(!FileReading.recordings(rate: 8_000, options: options).isSound(features: 13))
            options.window = .infinity
            #expect(!FileReading.recordings(rate: 8_000, options: options).isSound(features: 12))
        }
    }

    @Test func documentsAreReadAsOthersWere() throws {
        let files = ["set/a/1.txt": text("aab"), "set/b/1.txt": text("bba"), "new.txt": text("abz")]
        try withFolder(files) { folder in
            var options = DocumentOptions()
            options.symbols = .characters
            let known = try #require(try Documents.load(folder + "/set", options: options).train)
            let data = try DataFile.read(folder + "/new.txt", as: known)
            #expect(try data.symbolIDs == [1, 2, 0] && data.vocabulary == [Documents.unknown, "a", "b"])
            #expect(data.sequenceName(0) == "new.txt" && data.classNames == ["a", "b"])
        }
    }

    @Test func channelsAndIgnoredFolders() throws {
        try withFolder(["a/1.wav": sound(300, channels: 2), "b/1.wav": sound(300), "c/1.wav": sound(300, rate: 16_000)]) { folder in
            let pair = try Recordings.load(folder, ignored: ["c"])
            #expect(pair.train?.classNames == ["a", "b"] && pair.notes.last == .channelsAveraged(files: 1))
            let error = dataError { _ = try Recordings.load(folder) }
            #expect(error == DataError(.wave(.otherRate(16_000, expected: 8_000, of: folder + "/a/1.wav")), file: folder + "/c/1.wav"))
        }
    }

    /// The lists of Speech Commands.
    @Test func listsSayWhatIsHeldBack() throws {
        let files = [
            "yes/a.wav": sound(200), "yes/b.wav": sound(300), "no/a.wav": sound(400), "no/b.wav": sound(500),
            "testing_list.txt": text("yes/b.wav\r\n"), "validation_list.txt": text("no/a.wav\n\n"),
        ]
        try withFolder(files) { folder in
            let pair = try Recordings.load(folder)
            #expect(pair.train?.count == 2 && pair.validation?.count == 1 && pair.test?.count == 1)
            #expect(try pair.test?.labels == [1] && pair.validation?.labels == [0])
            #expect(pair.notes.first == .listedParts(validation: 1, test: 1))
            #expect(dataError { _ = try Recordings.load(folder, test: folder) }?.problem == .folder(.severalTests))
            // Listed files of an ignored folder do not matter.
            #expect(throws: DataError.self) { try Recordings.load(folder, ignored: ["yes", "no"]) }
        }
        for (list, problem) in [("yes/c.wav\n", DataError.FolderProblem.listed("yes/c.wav")), ("yes/a.wav\n", .allListed)] {
            try withFolder(["yes/a.wav": sound(200), "testing_list.txt": text(list)]) { folder in
                #expect(dataError { _ = try Recordings.load(folder) }?.problem == .folder(problem))
            }
        }
    }

    @Test func memoryIsBounded() throws {
        try withFolder(["a/1.wav": sound(8_000), "a/2.wav": sound(8_000)]) { folder in
            // 98 steps of 40 bands of 4 bytes are 15,680 bytes.
            let folders = try ClassFolders(folder, kind: .recordings)
            #expect(try Recordings.read(folders, most: 31_360).train?.count == 2)
            #expect(
                dataError { _ = try Recordings.read(folders, most: 31_359) }
                    == DataError(.wave(.tooMuch(bytes: 31_359)), file: folder + "/a/2.wav"))
        }
    }

    @Test func readingCanBeEnded() throws {
        try withFolder(["a/1.wav": sound(8_000), "b/1.txt": text("a b")]) { folder in
            let cancellation = Cancellation { true }
            Cancellation.$current.withValue(cancellation) {
                #expect(dataError { _ = try Recordings.load(folder) }?.problem == .cancelled)
                #expect(dataError { _ = try Documents.load(folder) }?.problem == .cancelled)
            }
        }
    }

    @Test func saysWhatIsWrong() throws {
        #expect(dataError { _ = try Recordings.load("/no/such/folder") } == DataError(.folder(.missing), file: "/no/such/folder"))
        try withFolder(["a.wav": sound(10), "b.wav": sound(10), "c/empty.txt": Data(), "d/zero.wav": Data()]) { folder in
            #expect(dataError { _ = try Recordings.load(folder + "/a.wav") }?.problem == .folder(.isFile))
            #expect(dataError { _ = try Recordings.load(folder) } == DataError(.file(.empty), file: folder + "/d/zero.wav"))
            #expect(dataError { _ = try Documents.load(folder) } == DataError(.file(.empty), file: folder + "/c/empty.txt"))
            #expect(
                dataError { _ = try Recordings.load(folder, ignored: ["d"]) }?.problem == .folder(.noFiles(ending: ".wav", beside: 2)))
            #expect(dataError { _ = try DataFile.inspect(folder) }?.problem == .folder(.severalKinds(folder: folder)))
            #expect(dataError { _ = try DataFile.inspect(folder + "/c") }?.problem == .file(.isFolder))
        }
    }

    // MARK: Documents

    @Test func documentsAsWords() throws {
        let files = [
            "train/pos/1.txt": text("\u{FEFF}Don't STOP, don't\n"), "train/pos/2.txt": text("stop well-known.\n"),
            "train/neg/1.txt": text("stop ."),
            "test/neg/9.txt": text("never don't"), "test/pos/9.txt": text("STOP"),
        ]
        try withFolder(files) { folder in
            let pair = try Documents.load(folder)
            let train = try #require(pair.train)
            #expect(try train.vocabulary == ["<unknown>", "stop", ".", "don't"])
            #expect(try train.symbolIDs == [1, 2, 3, 1, 0, 3, 1, 0, 2])
            #expect(train.classNames == ["neg", "pos"] && (0..<3).map(train.length) == [2, 4, 3])
            #expect(try pair.test?.symbolIDs == [0, 3, 1] && pair.test?.labels == [0, 1])
            #expect(pair.notes == [.vocabulary(DocumentOptions(), known: 3)])
            #expect(try DataFile.inspect(folder).format == .documents)
        }
    }

    @Test func documentsAsCharacters() throws {
        try withFolder(["a/1.txt": text("aab"), "b/1.txt": text("Bbb")]) { folder in
            var options = DocumentOptions()
            options.symbols = .characters
            let train = try #require(try Documents.load(folder, options: options).train)
            #expect(try train.vocabulary == ["<unknown>", "b", "a"] && train.symbolIDs == [2, 2, 1, 0, 1, 1])
        }
    }

    @Test func documentsThatAreNone() throws {
        for (bytes, problem) in [
            (Data(" \n\t".utf8), DataError.Problem.plainText(.noSymbols)), (Data([0x61, 0xFF]), .plainText(.notUTF8)),
            (Data([0x61, 0, 0x62, 0]), .file(.isUTF16(.little))),
        ] {
            try withFolder(["a/1.txt": bytes, "b/1.txt": text("b")]) { folder in
                #expect(dataError { _ = try Documents.load(folder) }?.problem == problem)
            }
        }
        try withFolder(["train/a/1.txt": text("x"), "test/b/1.txt": text("x")]) { folder in
            #expect(
                dataError { _ = try Documents.load(folder) }
                    == DataError(.value(.unknownClass("b", expected: ["a"])), file: folder + "/test/b/1.txt"))
        }
    }
}
