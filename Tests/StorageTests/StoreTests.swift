import Foundation
import GRDB
import Storage
import Testing

struct StoreTests {
    @Test func `every commit is synced to the disk`() throws {
        let store = try StoreFolder().open()
        let level = try store.write { try $0.row("PRAGMA synchronous")?[0] as Int? }
        #expect(level == 2, "2 is FULL")
    }

    @Test func `another number of partitions is refused and both numbers are named`() throws {
        let folder = StoreFolder()
        try folder.open().close()
        let error = storeError { _ = try folder.open(Installation(prefix: "guiche", partitions: 8)) }
        #expect(error?.code == .otherInstallation)
        #expect(error?.sentence.contains("16 partitions") == true)
        #expect(error?.sentence.contains("is 8") == true)
    }

    @Test func `another prefix is refused`() throws {
        let folder = StoreFolder()
        try folder.open().close()
        let error = storeError { _ = try folder.open(Installation(prefix: "other", partitions: 16)) }
        #expect(error?.code == .otherInstallation)
    }

    @Test func `a migration that was edited after it was applied is refused`() throws {
        let folder = StoreFolder()
        try folder.open(migrations: [Migration("toy-1", "CREATE TABLE a (x INTEGER) STRICT")]).close()
        let error = storeError {
            _ = try folder.open(migrations: [Migration("toy-1", "CREATE TABLE a (y INTEGER) STRICT")])
        }
        #expect(error?.code == .otherVersion)
    }

    @Test func `a store of a newer version is refused`() throws {
        let folder = StoreFolder()
        try folder.open(migrations: [Migration("toy-1", "CREATE TABLE a (x INTEGER) STRICT")]).close()
        #expect(storeError { _ = try folder.open() }?.code == .otherVersion)
    }

    @Test func `PostgreSQL is said to be planned`() {
        let error = storeError { _ = try StoreLocation("postgres://host/db") }
        #expect(error?.sentence.contains("planned") == true)
    }

    @Test func `a folder that can't be made is an error that names it`() {
        let error = storeError {
            _ = try Store(
                StoreLocation("sqlite:/proc/no-such-folder"), program: "toy",
                installation: Installation(prefix: "guiche", partitions: 16))
        }
        #expect(error?.code == .notWritable)
        #expect(error?.sentence.contains("/proc/no-such-folder") == true)
    }

    @Test func `two replicas open the same store at the same time`() async throws {
        let folder = StoreFolder()
        let path = folder.path
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    let store = try Store(
                        StoreLocation("sqlite:\(path)"), program: "toy",
                        installation: Installation(prefix: "guiche", partitions: 16))
                    _ = try store.write { try $0.take(partition, owner: "me") }
                }
            }
            try await group.waitForAll()
        }
        let taken = try folder.open().write { try $0.take(partition, owner: "last") }
        #expect(taken.epoch == 9)
    }

    @Test func `what a savepoint undoes is undone and nothing else`() throws {
        let store = try StoreFolder().open(migrations: [Migration("toy-1", "CREATE TABLE a (x INTEGER) STRICT")])
        struct Failure: Error {}
        let rows = try store.write { transaction in
            try transaction.run("INSERT INTO a VALUES (1)")
            try? transaction.savepoint {
                try transaction.run("INSERT INTO a VALUES (2)")
                throw Failure()
            }
            try transaction.savepoint { try transaction.run("INSERT INTO a VALUES (3)") }
            return try transaction.rows("SELECT x FROM a ORDER BY x").map { $0[0] as Int }
        }
        #expect(rows == [1, 3])
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        let folder = StoreFolder()
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try folder.open().write { transaction in
                _ = try transaction.take(partition, owner: "me")
                throw Failure()
            }
        }
        let taken = try folder.open().write { try $0.take(partition, owner: "me") }
        #expect(taken.epoch == 1)
    }
}
