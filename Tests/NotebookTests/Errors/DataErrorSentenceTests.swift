import Datasets
import TestSupport
import Testing

@testable import Notebook

/// The exact texts of errors about data.
struct DataErrorSentenceTests {
    private func expect(
        _ sentences: KeyValuePairs<String, DataError.Problem>, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (sentence, problem) in sentences {
            #expect(DataError(problem).sentence == sentence, sourceLocation: sourceLocation)
            #expect(SentenceRule.complaint(about: sentence) == nil, sourceLocation: sourceLocation)
        }
    }

    @Test func thePlaceComesFirst() {
        let problem = DataError.Problem.table(.openQuote)
        let sentence = "The quote that opens here is never closed."
        #expect(DataError(problem).sentence == sentence)
        #expect(DataError(problem, file: "a.csv").sentence == "a.csv: " + sentence)
        #expect(DataError(problem, file: "a.csv", line: 3).sentence == "a.csv:3: " + sentence)
        #expect(DataError(problem, file: "a.csv", line: 3, column: 1).sentence == "a.csv:3:1: " + sentence)
    }

    /// A file could otherwise set the terminal's title, or worse.
    @Test func controlCharactersOfFilesAreShown() {
        let error = DataError(.table(.notANumber(found: "x\u{1B}]0;pwn\u{7}")), file: "a\n.csv", line: 2, column: 4)
        #expect(error.sentence == "a␊.csv:2:4: Expected a number, found \"x␛]0;pwn␇\".")
    }

    /// The shell command names the file, quoted if the shell would split it.
    @Test func otherEncodingsAreConverted() {
        #expect(
            DataError(.value(.notUTF8), file: "data/a.csv", line: 2, column: 3).sentence
                == "data/a.csv:2:3: These bytes are not UTF-8. It is most likely in Latin-1 or Windows-1252; `iconv -f WINDOWS-1252 -t "
                + "UTF-8 data/a.csv > NEW` converts it."
        )
        #expect(
            DataError(.file(.isUTF16(.little)), file: "it's a.txt").sentence
                == "it's a.txt: The text is in UTF-16; expected UTF-8. `iconv -f UTF-16LE -t UTF-8 'it'\\''s a.txt' > NEW` converts it.")
        #expect(
            DocumentError.notUTF8(path: "s.md", byte: 4).description.hasSuffix("`iconv -f WINDOWS-1252 -t UTF-8 s.md > NEW` converts it."))
    }

    /// Text from a file is shortened, however long it is.
    @Test func sentencesAreShort() {
        let long = String(repeating: "é", count: 10_000)
        let names = (0..<1_000).map { "\($0)" + long }
        let problems: [DataError.Problem] = [
            .json(.noColon(key: long)), .json(.repeatedKey(long)),
            .table(.noColumn(.name(long), for: .label, columns: 1_000, names: names)),
            .table(.severalLabels(names.map { .name($0) }, file: "f")), .table(.repeatedName(long)), .numPy(.type("<" + long)),
            .numPy(.noArrays(found: names, file: "f")), .numPy(.brokenHeader(long)), .value(.unknownClass(long, expected: names)),
            .conllU(.unknownTag(long, expected: names)), .archive(.entryCutOff(long)),
            .value(.notANumber(found: "e" + String(repeating: "\u{301}", count: 9_000))),
        ]
        for problem in problems { #expect(DataError(problem).sentence.utf8.count < 2_500) }
    }

    @Test func controlCharactersOfPathsAreShown() {
        #expect(DocumentError.missing(path: "a\u{1B}[2J").description == "There is no file a␛[2J.")
    }

    @Test func files() {
        expect([
            "The file is empty.": .file(.empty),
            "There is no such file. Check the path; it is relative to the folder where unroll was started.": .file(.missing),
            "The text is in UTF-16; expected UTF-8. `iconv -f UTF-16 -t UTF-8 FILE > NEW` converts it.": .file(.isUTF16(.marked)),
            "There are bytes that are not UTF-8. It is most likely in Latin-1 or Windows-1252; `iconv -f WINDOWS-1252 -t UTF-8 FILE > "
                + "NEW` converts it.":
                .plainText(.notUTF8),
            "The text has 1 characters; expected at least 2.": .plainText(.tooShort(1)),
            "The compressed data is cut off after 12 bytes. Download or copy the file again.": .archive(.cutOff(after: 12)),
            "The compressed data is followed by 3 bytes that do not belong to it.": .archive(.followed(by: 3)),
            "The compressed data is corrupt near byte 7. Download or copy the file again.": .archive(.corrupt(near: 7)),
            "Unpacked, the file has more than 900 bytes. If it is meant to be that large, unpack it with another program first.":
                .archive(.unpacksBeyond(limit: 900)),
        ])
    }

    @Test func folders() {
        expect([
            "There is no such folder. Check the path; it is relative to the folder where unroll was started.": .folder(.missing),
            "There are no .wav files in folders of this one, but 12 beside them. Put the files of each class into a folder with its name.":
                .folder(.noFiles(ending: ".wav", beside: 12)),
            "There are no .txt files in folders of this one. Put the files of each class into a folder with its name.":
                .folder(.noFiles(ending: ".txt", beside: 0)),
            "There are recordings and text files in the folders. Choose one kind: wav(\"a\") or documents(\"a\").":
                .folder(.severalKinds(folder: "a")),
            "There is no file \"yes/a.wav\" in the folders, or it is listed twice. Remove it from the list, or put the file there.":
                .folder(.listed("yes/a.wav")),
        ])
    }

    @Test func recordings() {
        expect([
            "This is not a WAV file: it begins with 4F 67 67 53, expected \"RIFF\" and \"WAVE\".": .wave(
                .notWave(start: Array("OggS".utf8))),
            "The recording is cut off: it should have 32,000 bytes of samples, but has 12. Download or copy the file again.":
                .wave(.cutOff(expected: 32_000, found: 12)),
            "Samples of 12 bits are not read; expected whole numbers of 8, 16, 24 or 32 bits, or floating point of 32. `sox IN.wav -b 16 -e signed-integer OUT.wav` converts it.":
                .wave(.bits(12, isFloat: false)),
            "The samples are packed (A-law); expected PCM, or floating point of 32 bits. `sox IN.wav -b 16 -e signed-integer OUT.wav` converts it.":
                .wave(.encoding(6)),
            "The recording has 44,100 samples per second; a/1.wav has 16,000. Convert all to one rate, for example with `sox IN.wav -r "
                + "16000 "
                + "OUT.wav`.":
                .wave(.otherRate(44_100, expected: 16_000, of: "a/1.wav")),
            "100 bands are too many for windows of 2 ms at 8,000 samples per second: the lowest ones would be empty. Use fewer bands, or a longer window.":
                .wave(.tooManyBands(100, window: 2, rate: 8_000)),
        ])
        #expect(
            DataNote.logMel(rate: 16_000, LogMelOptions()).sentence
                == "16,000 samples per second: a step is 25 ms of them, every 10 ms, in 40 log-mel bands")
        #expect(
            DataNote.foldersLeftOut(["_noise_"], isEmpty: false).sentence == "_noise_: left out, since class names do not begin with _"
        )
        #expect(
            DataNote.filesLeftOut(2, example: "a/x.mp3", ending: ".wav").sentence
                == "2 files left out, such as a/x.mp3: their names do not end with .wav")
        #expect(
            DataNote.vocabulary(DocumentOptions(), known: 3).sentence
                == "3 lower-cased words seen twice or more to train on; others are <unknown>")
    }

    @Test func tables() {
        expect([
            "There is no column \"kinds\" for the labels; the table has 4 columns: who, time, v, kind.":
                .table(.noColumn(.name("kinds"), for: .label, columns: 4, names: ["who", "time", "v", "kind"])),
            "There is no column 7 for the sequences; the table has 2 columns.":
                .table(.noColumn(.number(7), for: .sequence, columns: 2, names: [])),
            "Expected a number, found \"oops\".": .table(.notANumber(found: "oops")),
            "Expected a number, found nothing.": .value(.notANumber(found: "")),
            "The row has 2 cells; expected 3.": .table(.cells(found: 2, expected: 3)),
            "The value is missing. Fill missing values with missing: carry or missing: zero.": .value(.missing),
            "The table has a header, but no rows after it.": .table(.noRowsAfterHeader),
            "The number 1e39 is too large: 32-bit numbers go up to 3.4e38. Scale it down, or leave it out.": .value(
                .tooLarge(found: "1e39")),
            "Infinite values are not read; found \"-inf\". Leave the value empty, or write a finite number.": .value(
                .infinite(found: "-inf")),
            "The label is missing (found \"nan\"). Leave out the row, or write its class there.": .value(.noLabel(found: "nan")),
            "Columns \"a\" and \"b\" could each be the target. Say which: csv(\"f.csv\", label: \"a\", ignore: [\"b\"]) or "
                + "csv(\"f.csv\", label: \"b\", ignore: [\"a\"]).":
                .table(.severalLabels([.name("a"), .name("b")], file: "f.csv")),
            "Column 2 holds words, such as \"red\"; expected numbers as features. Leave it out, with ignore: [2], or predict it, with label: 2.":
                .table(.wordsInFeature(column: .number(2), example: "red")),
            "other has the class zigzag, which the run does not know; it knows run, walk. Leave out such sequences, or continue with "
                + "train(run, data, extend: true), which adds them.":
                .matching(.unknownClasses(data: "other", ["zigzag"], known: ["run", "walk"])),
            "The class is \"w\"; expected one of u, v.": .value(.unknownClass("w", expected: ["u", "v"])),
            "The class is \"13\"; expected one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ....":
                .value(.unknownClass("13", expected: (0..<13).map(String.init))),
            "All values of a feature of sequence 2 are missing.": .table(.featureMissing(sequence: 2)),
            "A row is a sequence, but it is not clear which column holds the label. Name it, with label: \"...\" or its number.":
                .table(.noLabelColumn),
        ])
    }

    @Test func json() {
        expect([
            "Expected a comma or ] after an element of the list.": .json(.noCommaInList),
            "The key \"x\" occurs twice.": .json(.repeatedKey("x")),
            "The string that opens here is never closed.": .json(.openString),
            "The lists are nested too deeply.": .json(.nestedTooDeeply),
            "Expected an object with the keys \"x\" and \"y\", found a list.": .jsonLines(.notAnObject(found: .list)),
            "The object lacks the key \"x\" with the steps of the sequence.": .jsonLines(.noInput),
            "The step has 2 features; expected 1.": .jsonLines(.features(found: 2, expected: 1)),
            "There are 2 targets for 3 steps. If they are numbers to predict for the whole sequence, write target: values.":
                .jsonLines(.targetsOrValues(found: 2, steps: 3)),
            "The target has 1 value; expected 2, as before.": .jsonLines(.targetWidth(found: 1, expected: 2)),
            "There are 1 targets for 2 steps. If they are labels of the whole sequence, write target: multilabel.":
                .jsonLines(.targets(found: 1, steps: 2)),
            "Expected a number, found a string.": .jsonLines(.notANumber(found: .string)),
            "The number is too large.": .jsonLines(.numberTooLarge),
            "Infinite values are not read. Write null if the value is missing, or a finite number.": .jsonLines(.infinite),
            "There are lists as long as the sequence under unknown keys: a, b. Name the one to predict, with y: \"a\" or "
                + "y: \"b\", or that none is, with ignore: [\"a\", \"b\"].":
                .jsonLines(.unknownTargets(keys: ["a", "b"])),
            "There are no sequences in the file.": .jsonLines(.noSequences),
            "The steps are strings; in the training file they have 3.": .jsonLines(.unlikeTraining(width: nil, training: 3)),
        ])
    }

    @Test func seriesWordsAndLetters() {
        expect([
            "The series has 1 dimensions; expected 2.": .timeSeries(.dimensions(found: 1, expected: 2)),
            "Dimension 2 has 1 values; the ones before have 2.": .timeSeries(.length(dimension: 2, found: 1, expected: 2)),
            "Expected a number, found \"1e99\".": .value(.notANumber(found: "1e99")),
            "The class is \"left\"; expected one of up, down.": .timeSeries(.unknownClass("left", expected: ["up", "down"])),
            "There are no series after @data.": .timeSeries(.empty),
            "Expected a header line that starts with @, or @data before the series.": .timeSeries(.noHeaderLine),
            "The header names neither classes nor target values; expected @classLabel true, followed by the classes, or @targetLabel true.":
                .timeSeries(.noTarget),
            "There is no line @data, after which the series should come.": .timeSeries(.noDataLine),
            "The series have 1 dimensions; those of a.ts have 2.":
                .timeSeries(.dimensionsUnlikeTraining(found: 1, training: "a.ts", expected: 2)),
            "The line has 2 columns; expected the ten of CoNLL-U, separated by tabs.": .conllU(.columns(found: 2)),
            "The word has no part of speech (column UPOS).": .conllU(.noTag),
            "Expected the word's number, found \"x\".": .conllU(.noWordNumber(found: "x")),
            "The part of speech INTJ does not occur in the training file; expected one of DET, NOUN, VERB.":
                .conllU(.unknownTag("INTJ", expected: ["DET", "NOUN", "VERB"])),
            "Fold 5 cannot be the test part; the file has the folds 0, 3.": .letters(.fold(5, folds: [0, 3])),
            "The line has 2 fields; expected 134: six about the letter and 128 pixels, separated by tabs.":
                .letters(.fields(found: 2)),
            "Expected a letter from a to z, found \"A\".": .letters(.notALetter(found: "A")),
            "Expected a pixel, 0 or 1, found \"2\".": .letters(.notAPixel(found: "2")),
        ])
    }

    @Test func arrays() {
        let files =
            "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (each also as .gz)"
        expect([
            "The folder holds no MNIST files. Expected \(files).": .mnist(.noFiles),
            "There is no such folder. Give the folder that holds \(files).": .mnist(.noFolder),
            "train-images-idx3-ubyte is here, but train-labels-idx1-ubyte is missing.": .mnist(.missing(.labels, set: "train")),
            "train-labels-idx1-ubyte is here, but train-images-idx3-ubyte is missing.": .mnist(.missing(.images, set: "train")),
            "The file has 2 labels, but a/images has 3 images.": .mnist(.counts(labels: 2, images: 3, of: "a/images")),
            "Label 3 is 10.0; expected a whole number from 0 to 9.": .idx(.label(3, value: 10, classes: 10)),
            "Expected images, 3 axes (images x rows x columns); the file has 1: 3.": .idx(.notImages(shape: [3])),
            "Expected labels, 1 axis; the file has 3: 3 x 2 x 2.": .idx(.notLabels(shape: [3, 2, 2])),
            "The file is cut off: its header promises 3 x 2 x 2 unsigned bytes, 12 bytes; 11 are there. Download or copy the file again.":
                .idx(.cutOff(shape: [3, 2, 2], type: .uint8, bytes: 12, found: 11)),
            "The file has 1 bytes more than its header promises (3 x 2 x 2 unsigned bytes).":
                .idx(.tooLong(by: 1, shape: [3, 2, 2], type: .uint8)),
            "The header is cut off: the size of axis 2 of 3 is missing.": .idx(.noSize(axis: 2, of: 3)),
            "This is not an IDX file: it starts with the bytes 50 4e 47 2c; expected 0 0, a type from 8 to e, and the number of axes.":
                .idx(.notIDX(start: Array("PNG,".utf8))),
            "The file holds 3 unsigned bytes, which are not sequences; they seem to be labels. Load the folder that holds images and labels, with mnist(\"folder\").":
                .idx(.noSequences(shape: [3], type: .uint8)),
            "The header promises (3) 32-bit floating point, 12 bytes; 4 are there. Save or copy the file again.":
                .numPy(.size(shape: [3], type: .float32, bytes: 12, found: 4)),
            "The numbers are of type '<c8'; expected whole numbers (i1 to i8, u1 to u8, b1), f2, f4, f8, or texts (U, S). Save numpy.stack([array.real, array.imag], -1).":
                .numPy(.type("<c8")),
            "x is missing (NaN) at sequence 1, step 2, feature 3. Fill missing values with missing: carry or missing: zero.":
                .arrays(.missing(.x, .init(sequence: 1, step: 2, feature: 3))),
            "The folder holds several sets. Name one, with set: \"a\" or set: \"b\".": .mnist(.severalSets(["a", "b"])),
            "The archive holds a.npy; expected arrays x, y and lengths, or x_train, y_train, x_test and y_test. npz(\"f.npz\", x: \"a\") reads it as x.":
                .numPy(.noArrays(found: ["a.npy"], file: "f.npz")),
            "The archive holds a.npy, b.npy; expected arrays x, y and lengths, or x_train, y_train, x_test and y_test. Say which is which: npz(\"f.npz\", x: \"a\", y: \"b\") or npz(\"f.npz\", x: \"b\", y: \"a\").":
                .numPy(.noArrays(found: ["a.npy", "b.npy"], file: "f.npz")),
            "The line has 5 columns; expected the ten of CoNLL-U, separated by tabs. To read other columns, name them, as in "
                + "word: 2, tag: 5.":
                .conllU(.columns(found: 5)),
            "y is for 2 sequences (2); x has 1.": .arrays(.sequences(shape: [2], expected: 1)),
            "Number 1 of y is -3.0; expected classes from 0.": .arrays(.notAClass(.y, 1, value: -3)),
            "Length 1 is 3.0; expected a whole number from 1 to 2.": .arrays(.length(1, value: 3, longest: 2)),
            "x holds numbers up to 1000000; expected classes from 0 to at most 999999.":
                .arrays(.tooManyClasses(.x, greatest: 1_000_000, limit: 999_999)),
        ])
    }

    @Test func tasksAndOperations() {
        expect([
            "copy: delay is 0; expected 1 step or more.": .task(.tooSmall(task: "copy", parameter: "delay", value: 0)),
            "sines: waves is 101; expected 1 to 100.": .task(.outside(task: "sines", parameter: "waves", value: 101, most: 100)),
            "adding: lengths are 1 to 5; expected steps from 2 to 268435456.":
                .task(.lengths(task: "adding", 1...5, least: 2, most: 1 << 28)),
            "reber: train and test are both 0. Ask for at least one sequence.": .task(.nothing(task: "reber")),
            "adding: train is 9 sequences of 8 numbers, more than memory should hold. Ask for at most 7.":
                .task(.tooMany(task: "adding", parameter: "train", value: 9, numbers: 8, most: 7)),
            "counting: no sequence has 8 to 9 steps; they have 1 to 5.":
                .operation(.noLength(data: "counting", 8...9, found: 1...5)),
            "counting: no sequence has 8 to 9 steps; there are none at all.":
                .operation(.noLength(data: "counting", 8...9, found: nil)),
            "split(1.5): expected a fraction more than 0 and less than 1, such as 0.8.": .operation(.fraction(1.5)),
            "text: split(0.01) of 3 steps leaves one part empty. Choose a fraction closer to a half.":
                .operation(.emptyPart(data: "text", fraction: 0.01, count: 3, .steps)),
        ])
    }
}
