import Storage
import Testing

@testable import Worker

struct MembershipViewTests {
    private let partitions = (0..<8).map { Partition(stream: "conversation", number: $0) }

    private func announcement(
        of replica: String, subscribed: [Partition] = [], owned: [Partition] = [], isLeaving: Bool = false
    ) -> Announcement {
        Announcement(
            program: "router", replica: replica, pid: 1, opsPort: 0, isReady: true, isLeaving: isLeaving,
            subscribed: ["conversation": subscribed.map(\.number)], owned: ["conversation": owned.map(\.number)])
    }

    private func owners(_ replicas: [String]) -> [Partition: String] {
        Dictionary(
            uniqueKeysWithValues: partitions.map { ($0, Rendezvous.order(of: $0, among: replicas)[0]) })
    }

    /// A replica that is alone and holds everything.
    private func alone(_ me: String) -> MembershipView {
        var view = MembershipView(me: me, partitions: partitions)
        _ = view.tick(at: .zero)
        for partition in partitions { _ = view.subscribed(to: partition) }
        for partition in partitions { _ = view.holds(partition) }
        return view
    }

    @Test func `a replica that is alone subscribes to everything, once`() {
        var view = MembershipView(me: "a", partitions: partitions)
        #expect(view.tick(at: .zero) == partitions.map { .subscribe($0) })
        #expect(view.tick(at: .milliseconds(250)).isEmpty)
        #expect(!view.isSettled)
    }

    @Test func `whoever subscribes wakes the partition`() {
        var view = MembershipView(me: "a", partitions: partitions)
        _ = view.tick(at: .zero)
        #expect(view.subscribed(to: partitions[0]) == [.wake(partitions[0])])
    }

    @Test func `a subscription that failed is asked for again`() {
        var view = MembershipView(me: "a", partitions: partitions)
        _ = view.tick(at: .zero)
        view.failed(toSubscribe: partitions[2])
        #expect(view.tick(at: .milliseconds(250)) == [.subscribe(partitions[2])])
    }

    @Test func `the old owner hands over only after the new one has subscribed`() {
        var view = alone("a")
        #expect(view.heard(announcement(of: "b"), at: .seconds(1)).isEmpty)
        let theirs = partitions.filter { owners(["a", "b"])[$0] == "b" }
        #expect(!theirs.isEmpty)
        let directives = view.heard(announcement(of: "b", subscribed: partitions), at: .seconds(2))
        #expect(directives == theirs.map { .handOver($0) })
    }

    @Test func `after a hand-over the old owner stands by and wakes the new one`() throws {
        var view = alone("a")
        _ = view.heard(announcement(of: "b", subscribed: partitions), at: .seconds(1))
        let theirs = try #require(partitions.first { owners(["a", "b"])[$0] == "b" })
        #expect(view.ended(theirs) == [.wake(theirs), .subscribe(theirs)])
    }

    @Test func `a silent member's partitions are woken, and a gone one's are taken`() throws {
        var view = alone("a")
        _ = view.heard(announcement(of: "b", subscribed: partitions), at: .zero)
        let theirs = partitions.filter { owners(["a", "b"])[$0] == "b" }
        for partition in theirs {
            _ = view.ended(partition)
            _ = view.subscribed(to: partition)
        }
        #expect(view.tick(at: .milliseconds(700)).isEmpty)
        #expect(view.tick(at: .milliseconds(800)) == theirs.map { .wake($0) })
        #expect(view.tick(at: .milliseconds(1_100)).isEmpty)
        #expect(view.living.count == 2)
        _ = view.tick(at: .seconds(6))
        #expect(view.living == ["a"])
    }

    @Test func `whoever says goodbye is not waited for`() {
        var view = alone("a")
        _ = view.heard(announcement(of: "b", subscribed: partitions), at: .zero)
        let theirs = partitions.filter { owners(["a", "b"])[$0] == "b" }
        for partition in theirs {
            _ = view.ended(partition)
            _ = view.subscribed(to: partition)
        }
        #expect(view.heard(announcement(of: "b", isLeaving: true), at: .milliseconds(10)) == theirs.map { .wake($0) })
    }

    @Test func `only the owner and the first stand-by of three subscribe`() {
        var view = MembershipView(me: "a", partitions: partitions)
        _ = view.heard(announcement(of: "b"), at: .zero)
        _ = view.heard(announcement(of: "c"), at: .zero)
        let mine = partitions.filter { Rendezvous.order(of: $0, among: ["a", "b", "c"]).prefix(2).contains("a") }
        #expect(mine.count < partitions.count)
        #expect(view.living.count == 3)
    }

    @Test func `every replica computes the same order whatever order it learnt the names in`() {
        for partition in partitions {
            let one = Rendezvous.order(of: partition, among: ["a", "b", "c"])
            #expect(one == Rendezvous.order(of: partition, among: ["c", "a", "b"]))
        }
    }

    @Test func `shares of many partitions are even`() {
        let many = (0..<16).flatMap { number in
            ["conversation", "desk"].map { Partition(stream: $0, number: number) }
        }
        let counts = Dictionary(grouping: many) { Rendezvous.order(of: $0, among: ["router-1-x", "router-2-y"])[0] }
        #expect(counts.count == 2)
        #expect(counts.values.allSatisfy { $0.count >= 6 })
    }
}
