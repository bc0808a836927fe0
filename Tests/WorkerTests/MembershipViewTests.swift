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
        let shares = Shares(of: partitions, among: replicas)
        return Dictionary(uniqueKeysWithValues: partitions.map { ($0, shares.owner(of: $0) ?? "nobody") })
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

    @Test func `while a member is silent, whoever would stand by without him does`() {
        var view = alone("a")
        _ = view.heard(announcement(of: "b", subscribed: partitions), at: .zero)
        _ = view.heard(announcement(of: "c", subscribed: partitions), at: .zero)
        let shares = Shares(of: partitions, among: ["a", "b", "c"])
        for partition in partitions where shares.owner(of: partition) != "a" {
            let directives = view.ended(partition)
            if directives.contains(.subscribe(partition)) { _ = view.subscribed(to: partition) }
        }
        let others = partitions.filter { !shares.isCandidate("a", for: $0) }
        #expect(!others.isEmpty)
        _ = view.heard(announcement(of: "b", subscribed: partitions), at: .milliseconds(700))
        let directives = view.tick(at: .milliseconds(800))
        #expect(others.allSatisfy { directives.contains(.subscribe($0)) })
        for partition in others { _ = view.subscribed(to: partition) }
        // He was only slow: what was taken on for his sake is given back.
        let back = view.heard(announcement(of: "c", subscribed: partitions), at: .milliseconds(900))
        #expect(others.allSatisfy { back.contains(.handOver($0)) })
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
        #expect(view.living.count == 3)
        let shares = Shares(of: partitions, among: ["a", "b", "c"])
        for partition in partitions {
            #expect(["a", "b", "c"].count { shares.isCandidate($0, for: partition) } == 2)
        }
    }

    @Test func `every replica computes the same shares whatever order it learnt the names in`() {
        #expect(Shares(of: partitions, among: ["a", "b", "c"]) == Shares(of: partitions, among: ["c", "a", "b"]))
    }

    @Test(arguments: 1...9) func `shares of each stream differ by at most one, whatever the names are`(_ count: Int) {
        let many = (0..<16).flatMap { number in
            ["conversation", "desk"].map { Partition(stream: $0, number: number) }
        }
        for start in 0..<20 {
            let names = (0..<count).map { "router-\(start)-\($0)" }
            let shares = Shares(of: many, among: names)
            for stream in ["conversation", "desk"] {
                let owners = many.filter { $0.stream == stream }.map { shares.owner(of: $0) }
                let counts = names.map { name in owners.count { $0 == name } }
                #expect(counts.reduce(0, +) == 16)
                #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(counts)")
            }
        }
    }

    @Test func `when one of four goes, few partitions of the others move`() {
        let many = (0..<64).map { Partition(stream: "conversation", number: $0) }
        let names = ["a", "b", "c", "d"]
        let before = Shares(of: many, among: names)
        let after = Shares(of: many, among: ["a", "b", "c"])
        let moved = many.filter { before.owner(of: $0) != "d" && before.owner(of: $0) != after.owner(of: $0) }
        #expect(moved.count <= 16, "\(moved.count) of 48")
    }
}
