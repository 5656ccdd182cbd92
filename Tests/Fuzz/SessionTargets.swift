import Files
import Foundation

@testable import Notebook
@testable import SessionStore

/// Readers of sessions.
extension FuzzTarget {
    private static let documents = [
        "# Title\n\nProse.\n\n```unroll\na = 1\na\n```\n\n```output\n1\n```\n\nMore.\n", "```unroll\n```\n```output\n```\n```unroll\n1\n",
        "~~~~ unroll\r\nx = \"`\"\r\n~~~~\r\n", "<!--\n```unroll\n1\n```\n-->\n   ```unroll\n   2\n   ```\n", "\u{FEFF}```unroll\n1\n```\n",
    ]

    static let sessions = [
        // Untouched parts keep their bytes, and what was written is read back the same.
        FuzzTarget("document", texts: documents, words: ["```unroll\n", "```output\n", "```\n", "~~~", "<!--", "-->", "    ", "\r\n"]) {
            input in
            let text = String(decoding: input, as: UTF8.self)
            var document = Document(text)
            try FuzzFailure.require(document.text.utf8.elementsEqual(text.utf8), "the text is not kept")
            for index in document.cells.indices { document.setOutput(index % 2 == 0 ? "a\n```\nb" : nil, cell: index) }
            let written = document.text
            let again = Document(written)
            try FuzzFailure.require(again.cells.count == document.cells.count, "\(document.cells.count) cells became \(again.cells.count)")
            let same = zip(again.cells, document.cells).allSatisfy { ($0.source, $0.output ?? "") == ($1.source, $1.output ?? "") }
            try FuzzFailure.require(same, "cells changed when they were written")
            return 4 * text.utf8.count
        },
        // Two sessions that were derived from one.
        FuzzTarget("merge", texts: documents, words: ["```unroll\n", "```\n"], share: 4) { input in
            let parts = input.split(separator: 0x40, maxSplits: 2, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            func document(_ index: Int) -> PendingDocument { PendingDocument(Document(index < parts.count ? parts[index] : parts[0])) }
            _ = DocumentMerge(base: document(0), ours: document(1), theirs: document(2)).merged.document.text
            return input.count
        },
        FuzzTarget(
            "changes",
            samples: [
                DocumentChange.insert(at: 0, part: .cell(source: "a = 1", output: "1", written: nil, isSetOff: nil)).journalBytes,
                DocumentChange.parts(
                    [.prose(text: "p\n"), .cell(source: "1", output: nil, written: "```unroll\n1\n```\n")], lineEnd: "\r\n"
                ).journalBytes,
                DocumentChange.move(from: 0, to: 1, isSetOff: true).journalBytes,
                DocumentChange.pending(at: 0, isPending: true).journalBytes,
            ], words: ["\"written\":\"```unroll\\n\"", "null", "[]", "{}"]
        ) { input in
            var document = PendingDocument(Document(documents[0]))
            for line in input.split(separator: 0x0A) {
                if let change = DocumentChange(journalBytes: Array(line)) { document.apply(change) }
            }
            return document.document.text.utf8.count
        },
        FuzzTarget(
            name: "journal", make: { $0.journal() },
            read: { input in
                guard let contents = JournalContents(input) else { return 0 }
                try FuzzFailure.require(contents.validCount <= input.count, "\(contents.validCount) of \(input.count) bytes are valid")
                let missing = (contents.changes(missingIn: contents.base) ?? []) + (contents.changes(missingIn: Array("text".utf8)) ?? [])
                return missing.reduce(input.count) { $0 + $1.count }
            }),
    ]
}

extension Mutator {
    /// A journal whose entries have correct checksums, sometimes damaged.
    mutating func journal() -> [UInt8] {
        var bytes = JournalContents.bytes(base: chance(1, of: 3) ? nil : self.bytes(below(20)), changes: [])
        for _ in 0..<below(6) {
            var contents = Array("{\"source\":{}}".utf8)
            for _ in 0..<below(3) { change(&contents) }
            switch below(4) {
            case 0:
                let checksum = chance(1, of: 2) ? Checksum.of(Array("text".utf8)) : random.next()
                bytes += JournalContents.saving(checksum: checksum, changes: max(0, size()), keeping: chance(1, of: 2) ? [contents] : [])
            case 1: bytes += JournalRecord(kind: .saving, bytes: self.bytes(below(40))).frame
            case 2: bytes += JournalRecord(kind: .base, bytes: contents).frame
            default: bytes += JournalRecord(kind: .change, bytes: contents).frame
            }
        }
        for _ in 0..<(chance(1, of: 2) ? 0 : below(3)) { change(&bytes) }
        return bytes
    }
}
