import Foundation
import Identifiers
import Storage
import Testing

/// Every step is followed by closing and opening again, as a crash would.
struct HouseTablesTests {
    private let folder = StoreFolder()

    private func step<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        let store = try folder.open()
        defer { try? store.close() }
        return try store.write(body)
    }

    private func row(_ number: Int64) -> OutboxRow {
        OutboxRow(number: number, kind: 0, destination: "record/1", envelope: "id", body: Array("body \(number)".utf8))
    }

    @Test func `taking a partition fences whoever had it`() throws {
        let first = try step { try $0.take(partition, owner: "a") }
        #expect(try step { try $0.holds(partition, epoch: first.epoch) })
        let second = try step { try $0.take(partition, owner: "b") }
        #expect(second.epoch == first.epoch + 1)
        #expect(try step { try !$0.holds(partition, epoch: first.epoch) })
        #expect(try step { try $0.holds(partition, epoch: second.epoch) })
    }

    @Test func `a mark never sinks`() throws {
        try step { try $0.mark("router/desk/1", at: 7, in: partition) }
        try step { try $0.mark("router/desk/1", at: 5, in: partition) }
        #expect(try step { try $0.marks(of: partition) } == ["router/desk/1": 7])
    }

    @Test func `numbers go on after every row is gone`() throws {
        _ = try step { try $0.take(partition, owner: "a") }
        try step { transaction in
            for number in 1...3 { try transaction.append(row(Int64(number)), from: partition) }
            try transaction.advance(partition, to: 3)
        }
        #expect(try step { try $0.unsent(from: partition, limit: 2) } == [row(1), row(2)])
        #expect(try step { try $0.unsent(from: partition, after: 2, limit: 2) } == [row(3)])
        try step { try $0.forget(from: partition, upTo: 3) }
        #expect(try step { try $0.unsent(from: partition, limit: 10) }.isEmpty)
        #expect(try step { try $0.take(partition, owner: "b") }.last == 3)
    }

    @Test func `a timer is set, moved, claimed once and gone`() throws {
        let early = TimerRow(key: "k", kind: "offer", due: Instant(milliseconds: 10), token: "1")
        let late = TimerRow(key: "k", kind: "offer", due: Instant(milliseconds: 20), token: "2")
        let other = TimerRow(key: "k", kind: "silence", due: Instant(milliseconds: 5), token: "")
        try step { try $0.set(early, in: partition) }
        try step { try $0.set(late, in: partition) }
        try step { try $0.set(other, in: partition) }
        #expect(try step { try $0.nextDue(in: partition) } == other.due)
        try step { try $0.cancelTimer("silence", key: "k", in: partition) }
        #expect(try step { try $0.claimDue(in: partition, at: early.due, limit: 9) }.isEmpty)
        #expect(try step { try $0.claimDue(in: partition, at: late.due, limit: 9) } == [late])
        #expect(try step { try $0.claimDue(in: partition, at: late.due, limit: 9) }.isEmpty)
        #expect(try step { try $0.nextDue(in: partition) } == nil)
    }

    @Test func `a claim whose transaction fails keeps the timer`() throws {
        struct Failure: Error {}
        let timer = TimerRow(key: "k", kind: "offer", due: Instant(milliseconds: 1), token: "1")
        try step { try $0.set(timer, in: partition) }
        #expect(throws: Failure.self) {
            try step { transaction in
                _ = try transaction.claimDue(in: partition, at: timer.due, limit: 9)
                throw Failure()
            }
        }
        #expect(try step { try $0.claimDue(in: partition, at: timer.due, limit: 9) } == [timer])
    }

    @Test func `parked messages stay in the order of their key`() throws {
        for body in ["first", "second"] {
            try step {
                try $0.park(
                    key: "k", attempts: 1, reason: "why", at: Instant(milliseconds: 1), envelope: "",
                    body: Array(body.utf8), in: partition)
            }
        }
        #expect(try step { try $0.parkedKeys(of: partition) } == ["k"])
        let first = try #require(try step { try $0.firstParked(key: "k", in: partition) })
        #expect(first.body == Array("first".utf8))
        try step { try $0.stayParked(key: "k", number: first.number, reason: "again", in: partition) }
        #expect(try step { try $0.firstParked(key: "k", in: partition)?.attempts } == 2)
        try step { try $0.unpark(key: "k", number: first.number, in: partition) }
        #expect(try step { try $0.firstParked(key: "k", in: partition)?.body } == Array("second".utf8))
        #expect(try step { try $0.parkedCount() } == 1)
    }

    @Test func `parked messages are thrown away up to a number, and those of other keys stay`() throws {
        for key in ["k", "k", "other", "k"] {
            try step {
                try $0.park(
                    key: key, attempts: 0, reason: "", at: Instant(milliseconds: 1), envelope: "", body: [],
                    in: partition)
            }
        }
        #expect(try step { try $0.discardParked(key: "k", through: 2, in: partition) } == 2)
        #expect(try step { try $0.parked(key: "k", in: partition, limit: 9) }.map(\.number) == [3])
        #expect(try step { try $0.parkedCount() } == 2)
    }

    @Test func `attempts are counted until there is progress`() throws {
        #expect(try step { try $0.begin("a#1", in: partition) } == Attempt(count: 1, done: 0))
        #expect(try step { try $0.begin("a#1", in: partition) } == Attempt(count: 2, done: 0))
        #expect(try step { try $0.attempt("a#1", in: partition) } == Attempt(count: 2, done: 0))
        try step { try $0.progress("a#1", done: 1, in: partition) }
        #expect(try step { try $0.begin("a#1", in: partition) } == Attempt(count: 2, done: 1))
        try step { try $0.end("a#1", in: partition) }
        #expect(try step { try $0.attempt("a#1", in: partition) } == nil)
        #expect(try step { try $0.begin("a#1", in: partition) } == Attempt(count: 1, done: 0))
    }
}
