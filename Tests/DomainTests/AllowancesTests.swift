import Identifiers
import Testing

@testable import Domain

@Suite struct `The allowance of a sender` {
    private var allowances = Allowances<String>()

    /// What becomes of `count` messages at once: `+` goes through, `-` does not.
    private mutating func send(_ count: Int = 1, from sender: String = "s", at milliseconds: Int64) -> String {
        let pace = Pace(perSecond: 10, burst: 3)
        let now = Instant(milliseconds: milliseconds)
        return (0..<count).map { _ in allowances.take(from: sender, at: now, pace: pace) ? "+" : "-" }.joined()
    }

    @Test mutating func `is a burst at once and then so many a second`() {
        let first = send(5, at: 0)
        #expect(first == "+++--")
        let then = send(at: 99) + send(2, at: 100)
        #expect(then == "-+-")
        let afterTenSecondsOfSilence = send(5, at: 10_100)
        #expect(afterTenSecondsOfSilence == "+++--")
    }

    @Test mutating func `is nobody else's`() {
        let both = send(4, from: "s", at: 0) + send(4, from: "t", at: 0)
        #expect(both == "+++-+++-")
    }

    @Test mutating func `lasts for ever at the pace itself`() {
        let all = (0..<1_000).map { send(at: $0 * 100) }.joined()
        #expect(!all.contains("-"))
    }

    @Test mutating func `is not spoiled by a clock that is set back`() {
        let before = send(4, at: 3_600_000)
        let after = send(4, at: 0)
        #expect(before == "+++-" && after == "+++-")
    }

    @Test mutating func `takes memory only while it is not full, and never more than the limit`() {
        allowances = Allowances(limit: 2_000)
        let flood = (0..<2_000).map { send(from: "\($0)", at: 0) }.joined()
        #expect(!flood.contains("-") && allowances.count == 2_000)
        let notRemembered = send(5, from: "one more", at: 0)
        #expect(notRemembered == "+++++" && allowances.count == 2_000)
        let later = send(from: "one more", at: 1_000)
        #expect(later == "+" && allowances.count == 1)
    }
}
