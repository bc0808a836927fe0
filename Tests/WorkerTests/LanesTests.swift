import Testing

@testable import Worker

@Suite struct `A lane` {
    @Test func `has one worker, who gets everything in order`() {
        let lanes = Lanes<Int>()
        #expect(lanes.add(1, to: "a"))
        #expect(!lanes.add(2, to: "a"))
        #expect(lanes.add(3, to: "b"))
        #expect(lanes.next(of: "a") == 1)
        #expect(!lanes.add(4, to: "a"))
        #expect([lanes.next(of: "a"), lanes.next(of: "a"), lanes.next(of: "a")] == [2, 4, nil])
        #expect(lanes.add(5, to: "a"))
    }
}
