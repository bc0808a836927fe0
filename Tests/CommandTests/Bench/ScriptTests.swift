import Testing

@testable import guiche

/// What the sessions of a load do is decided by the seed alone.
@Suite struct ScriptTests {
    private func script(_ seed: UInt64, bots: Int = 2, meanLines: Int? = 12) -> Script {
        Script(seed: seed, bots: bots, meanLines: meanLines, sessions: 64, rate: 500)
    }

    @Test func `the same seed gives the same script, another seed another`() {
        let numbers = 0..<50
        #expect(numbers.map(script(1).part) == numbers.map(script(1).part))
        #expect(numbers.map(script(1).part) != numbers.map(script(2).part))
        let part = script(1).part(3)
        #expect((0..<20).map { part.speaker(of: $0) } == (0..<20).map { script(1).part(3).speaker(of: $0) })
        #expect(part.text(of: .agent, 4) == script(1).part(3).text(of: .agent, 4))
    }

    @Test func `the numbers are those of the published generator`() {
        var random = SeededRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test func `customers and agents both talk, and the customer begins`() {
        let part = script(5).part(0)
        let voices = (0..<200).map { part.speaker(of: $0) }
        #expect(voices.first == .customer)
        #expect(Set(voices) == [.customer, .agent])
    }

    @Test func `on the steady path only customers write, for as long as it takes`() {
        let part = script(5, bots: 0, meanLines: nil).part(0)
        #expect(part.lines == .max)
        #expect(part.bot == nil)
        #expect((0..<200).allSatisfy { part.speaker(of: $0) == .customer })
    }

    @Test func `about half of the sessions start with a bot, and lines and gaps keep their means`() {
        let parts = (0..<4_000).map(script(9).part)
        #expect((1_800...2_200).contains(parts.filter { $0.bot != nil }.count))
        let lines = parts.map { Double($0.lines) }.reduce(0, +) / 4_000
        #expect((11...13).contains(lines))
        let gap = parts.map(\.gap.inSeconds).reduce(0, +) / 4_000
        let mean = script(9).meanGap.inSeconds
        #expect((0.95 * mean...1.05 * mean).contains(gap))
    }

    @Test func `a line's name is read back from its message-id, and no other is`() {
        let name = LineName(visit: 12, voice: .agent, number: 345)
        #expect(LineName(messageId: name.messageId(run: "abc"), run: "abc") == name)
        for other in ["abd-12-a345", "abc-12-x1", "abc-12-a", "abc-12", "abc-webchat-7", "", "abc-12-a3-4"] {
            #expect(LineName(messageId: other, run: "abc") == nil)
        }
    }

    @Test func `lines keep their intended times however late they are said`() {
        let start = ContinuousClock.now
        var cadence = Cadence(rate: 100, from: start)
        #expect(cadence.due(at: start) == start)
        cadence.spoke()
        #expect(cadence.due(at: start) == nil)
        let late = start.advanced(by: .seconds(1))
        for number in 1...100 {
            #expect(cadence.due(at: late) == start.advanced(by: .milliseconds(10 * number)))
            cadence.spoke()
        }
        #expect(cadence.due(at: late) == nil)
    }

    @Test func `where nobody could have spoken nothing is owed`() {
        let start = ContinuousClock.now
        var cadence = Cadence(rate: 100, from: start)
        let later = start.advanced(by: .seconds(3))
        cadence.nobodyCould(at: later)
        #expect(cadence.due(at: later) == later)
    }

    @Test func `without a rate the next line is always due now`() {
        let now = ContinuousClock.now
        var cadence = Cadence(rate: 0, from: now.advanced(by: .seconds(-5)))
        cadence.spoke()
        #expect(cadence.due(at: now) == now)
    }

    @Test func `a ring gives back what was put in, in order, over many rounds`() {
        var ring = Ring<Int>()
        var next = 0
        for number in 0..<10_000 {
            ring.append(number)
            if number % 3 != 0 {
                #expect(ring.popFirst() == next)
                next += 1
            }
        }
        ring.dropFirst(100)
        #expect(ring.popFirst() == next + 100)
        ring.dropFirst(1_000_000)
        #expect(ring.isEmpty && ring.popFirst() == nil)
    }
}
