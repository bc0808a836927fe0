import Testing

@testable import web_gateway

@Suite struct `A stream that catches up` {
    /// What becomes of the events of one page of the book, and then of live ones.
    private func read(_ seqs: [Int], to end: Int, _ stream: inout CatchUp) -> [Bool] {
        let sent = seqs.map { stream.took($0) }
        stream.hasRead(to: end)
        return sent
    }

    private func live(_ seqs: [Int], _ stream: inout CatchUp) -> [CatchUp.Verdict] { seqs.map { stream.live($0) } }

    @Test func `sends what follows the book at once, and later numbers with gaps, too`() {
        var stream = CatchUp(after: 0)
        #expect(read([1, 3], to: 4, &stream) == [true, true])
        #expect(live([5, 9], &stream) == [.send, .send])
        #expect(stream.isLive)
    }

    @Test func `sends nothing twice, whichever way it comes`() {
        var stream = CatchUp(after: 2)
        #expect(read([1, 2, 3, 3], to: 3, &stream) == [false, false, true, false])
        #expect(live([3, 4, 4, 2], &stream) == [.drop, .send, .drop, .drop])
    }

    @Test func `reads the book again when the first live event does not follow what was read`() {
        var stream = CatchUp(after: 0)
        #expect(read([1], to: 1, &stream) == [true])
        #expect(live([4], &stream) == [.readFirst])
        #expect(read([2, 4], to: 4, &stream) == [true, true])
        #expect(live([4, 5], &stream) == [.drop, .send])
    }

    @Test func `begins with the first event of a conversation that the book does not know`() {
        var stream = CatchUp(after: 0)
        #expect(live([1, 2], &stream) == [.send, .send])
    }

    @Test func `goes on after the number the browser named, when nothing has happened since`() {
        var stream = CatchUp(after: 7)
        #expect(read([], to: 7, &stream) == [])
        #expect(live([8], &stream) == [.send])
    }

    @Test func `does not pass over events for others between the last shown and the end of the book`() {
        var stream = CatchUp(after: 7)
        #expect(read([], to: 9, &stream) == [])
        #expect(live([9, 10], &stream) == [.drop, .send])
    }
}
