import Foundation
import Identifiers
import Storage
import Testing

/// What the operator's command reads of a program's file, while it runs and while it does not.
@Suite struct ReaderTests {
    private let folder = StoreFolder()
    private let day = Instant(milliseconds: 86_400_000)

    private func reader() throws -> StoreReader? {
        try StoreReader(StoreLocation("sqlite:\(folder.path)"), program: "toy")
    }

    @Test func `a file that was never made is nothing`() throws {
        #expect(try reader() == nil)
    }

    @Test(arguments: [true, false]) func `parked keys come with the first of their line`(isRunning: Bool) throws {
        let store = try folder.open()
        for (key, at) in [("b", 1), ("a", 2), ("b", 3)] {
            try store.write {
                try $0.park(
                    key: key, attempts: 1, reason: "why", at: Instant(milliseconds: Int64(at)), envelope: "",
                    body: [UInt8(at)], in: partition)
            }
        }
        if !isRunning { try store.close() }
        let keys = try #require(try reader()).parkedKeys(limit: 9)
        #expect(keys.map(\.first.key) == ["b", "a"], "the one that waits longest first")
        #expect(keys.map(\.count) == [2, 1] && keys.map(\.last) == [2, 1] && keys[0].first.body == [1])
        #expect(try reader()?.parked(key: "b", in: partition, limit: 9).map(\.body) == [[1], [3]])
        #expect(try reader()?.parkedKeys(limit: 1).count == 1)
        if isRunning { try store.close() }
    }

    @Test func `interventions are kept once, read in order, forgotten after a year, and erased by key`() throws {
        let store = try folder.open(migrations: [Interventions.migration])
        func note(_ id: String, at: Instant, key: String = "k") throws {
            let entry = Interventions.Entry(
                id: id, at: at, action: "discard", subject: "router/conversation/3/k", key: key, by: "root",
                reason: "teste", message: [1])
            try store.write { try $0.note(entry, at: at) }
        }
        try note("b", at: day + .seconds(1))
        try note("a", at: day)
        try note("b", at: day + .seconds(1))
        let reader = try #require(try reader())
        #expect(try reader.interventions(limit: 9).map(\.id) == ["a", "b"])
        #expect(try reader.interventions(limit: 1).map(\.id) == ["b"])
        try store.write { try $0.eraseInterventions(of: ["other", "k"]) }
        let left = try reader.interventions(limit: 9)
        #expect(left.map(\.message) == [nil, nil] && left[0].reason == "teste")
        try note("c", at: day + Interventions.kept + .milliseconds(500))
        #expect(try reader.interventions(limit: 9).map(\.id) == ["b", "c"])
        try store.close()
    }

    @Test func `a store without such a table has none`() throws {
        try folder.open().close()
        #expect(try reader()?.interventions(limit: 9) == [])
    }
}
