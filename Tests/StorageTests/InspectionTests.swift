import Foundation
import GRDB
import Storage
import Testing

/// A look at a store's file, with and without the program that owns it.
@Suite struct InspectionTests {
    private let folder = StoreFolder()

    private var location: StoreLocation {
        get throws { try StoreLocation("sqlite:\(folder.path)") }
    }

    private func inspection() throws -> StoreInspection? { try StoreInspection(location, program: "toy") }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func `a file that was never made is nothing`() throws {
        #expect(try inspection() == nil)
    }

    @Test func `a store in use is seen as it is`() throws {
        let store = try folder.open()
        try store.write {
            try $0.park(
                key: "c", attempts: 3, reason: "x", at: .init(milliseconds: 1), envelope: "", body: [], in: partition)
        }
        let seen = try #require(try inspection())
        #expect(seen.installation == folder.installation)
        #expect(seen.migrations == ["house-1"])
        #expect(seen.mistakes == [])
        #expect(seen.parked == 1)
        #expect(seen.hasWriteAheadLog)
        #expect(seen.writeAheadBytes > 0)
        try store.close()
    }

    @Test func `looking at a closed store makes no file`() throws {
        try folder.open().close()
        let before = try files
        #expect(try inspection()?.mistakes == [])
        #expect(try files == before)
    }

    @Test func `a structure of another version is named`() throws {
        try folder.open().close()
        try change("UPDATE migrations SET sql = 'SELECT 1'; INSERT INTO migrations VALUES ('house-2', 'SELECT 2')")
        #expect(try inspection()?.foreignMigrations == ["house-1", "house-2"])
    }

    @Test func `a broken file is told in words`() throws {
        let store = try folder.open()
        try store.write { transaction in
            for number in 0..<2_000 {
                try transaction.run(
                    "INSERT INTO inbox (stream, partition, source, last) VALUES ('s', 0, ?, 0)", ["source \(number)"])
            }
        }
        try store.close()
        let file = try location.file(of: "toy")
        let handle = try #require(FileHandle(forUpdatingAtPath: file))
        // Inside the pages of the table, not of the list of tables: the file opens, and its content is garbage.
        try handle.seek(toOffset: handle.seekToEndOfFile() / 2)
        try handle.write(contentsOf: Data(repeating: 0xAB, count: 8_192))
        try handle.close()
        #expect(try inspection()?.mistakes?.isEmpty == false)
    }

    @Test func `what is no database is an error`() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try Data(repeating: 0x41, count: 4_096).write(to: URL(fileURLWithPath: location.file(of: "toy")))
        #expect(storeError { _ = try inspection() } != nil)
    }

    private func change(_ sql: String) throws {
        try DatabaseQueue(path: location.file(of: "toy")).write { try $0.execute(sql: sql) }
    }
}
