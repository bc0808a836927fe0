import RabbitMQ
import Testing

@Suite struct `What is open on a channel` {
    private func window(_ count: Int) -> TagWindow<Int> {
        var window = TagWindow<Int>()
        for value in 1...count { window.append(value) }
        return window
    }

    @Test func `settles one by one in any order`() {
        var window = window(4)
        #expect(window.settle(3) == 3)
        #expect(window.settle(1) == 1)
        #expect(window.settle(4) == 4)
        #expect(window.count == 1)
        #expect(window.settle(2) == 2)
        #expect(window.count == 0)
        #expect(window.nextTag == 5)
    }

    @Test func `settles all up to one and skips what is settled`() {
        var window = window(5)
        _ = window.settle(2)
        #expect(window.settle(through: 3) == [1, 3])
        #expect(window.settle(through: 3) == [])
        #expect(window.settle(through: 0) == [4, 5])
    }

    @Test func `does not mind tags that are not open`() {
        var window = window(2)
        #expect(window.settle(0) == nil)
        #expect(window.settle(9) == nil)
        #expect(window.settle(1) == 1)
        #expect(window.settle(1) == nil)
        #expect(window.settle(through: 99) == [2])
        #expect(window.settle(through: 99) == [])
    }

    @Test func `finds the highest open tag`() {
        var window = window(5)
        _ = window.settle(4)
        #expect(window.highestOpen(through: 9) == 5)
        #expect(window.highestOpen(through: 4) == 3)
        _ = window.settle(through: 3)
        #expect(window.highestOpen(through: 4) == nil)
        #expect(window.firstOpen { $0 > 0 } == 5)
        #expect(window.value(5) == 5)
        #expect(window.value(4) == nil)
    }

    @Test(arguments: 0..<20) func `agrees with an ordered set, whatever happens`(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        var window = TagWindow<UInt64>()
        var model: Set<UInt64> = []
        for _ in 0..<3_000 {
            let tag = UInt64.random(in: 0...(window.nextTag + 2), using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0...2:
                model.insert(window.nextTag)
                window.append(window.nextTag)
            case 3, 4: #expect(window.settle(tag) == model.remove(tag))
            default:
                let expected = model.filter { tag == 0 || $0 <= tag }.sorted()
                #expect(window.settle(through: tag) == expected)
                model.subtract(expected)
            }
            #expect(window.count == model.count)
            #expect(window.highestOpen(through: tag) == model.filter { $0 <= tag }.max())
        }
    }
}

/// Steele, Lea and Flood's small generator: the same numbers for the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
