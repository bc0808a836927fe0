import Contracts
import Storage
import Testing

@testable import Worker

@Suite(.serialized)
struct HandOverTests {
    @Test func `partitions change hands under load without loss, doubling or overtaking`() async throws {
        try await TestInstallation.use(partitions: 4) { installation in
            let keys = (0..<8).map { "key\($0)" }
            let texts = (1...60).map { "n\($0)" }
            try await installation.withReplica("toy-a") {
                try await withThrowingTaskGroup { group in
                    for (index, key) in keys.enumerated() {
                        group.addTask { try await installation.send(texts, key: key, source: "test/x/\(index)") }
                    }
                    try await installation.withReplica("toy-b") {
                        for key in keys {
                            try await installation.expect(texts, on: .record, key: key, within: .seconds(20))
                        }
                        try await Task.sleep(for: .seconds(1))
                        try await installation.send(["late"], key: "key0", source: "test/y/0")
                        try await installation.expect(texts + ["late"], on: .record, key: "key0")
                    }
                    try await group.waitForAll()
                }
                // The stand-by takes over what the other had.
                for (index, key) in keys.enumerated() {
                    try await installation.send(["end"], key: key, source: "test/z/\(index)")
                }
                for key in keys.dropFirst() {
                    try await installation.expect(texts + ["end"], on: .record, key: key, within: .seconds(5))
                }
            }
            let replicas = try installation.store().readNow {
                try $0.rows("SELECT DISTINCT replica FROM seen").map { $0[0] as String }
            }
            #expect(Set(replicas) == ["toy-a", "toy-b"], "both owned partitions")
        }
    }

    @Test func `a replica whose epoch is over changes nothing and gives the partition up`() async throws {
        try await TestInstallation.use(partitions: 1) { installation in
            try await installation.withReplica {
                try await installation.send(["a"], key: "k")
                try await installation.expect(["a"], on: .record, key: "k")
                // Somebody takes the partition in the store, as a sibling would after a freeze.
                let stolen = try installation.store().write {
                    try $0.take(Partition(stream: "conversation", number: 0), owner: "other")
                }
                try await installation.send(["b"], key: "k", from: 2)
                // Refused, closed, subscribed again, taken again: handled exactly once in the end.
                try await installation.expect(["a", "b"], on: .record, key: "k")
                let now = try installation.store().write {
                    try $0.row("SELECT epoch FROM partitions WHERE stream = 'conversation'")?[0] as Int64?
                }
                #expect(try #require(now) > stolen.epoch)
            }
        }
    }
}
