/// What is open on one channel, by its tag: messages waiting for a confirm, or deliveries waiting for their
/// acknowledgement.
///
/// Tags count up by one. They are settled in any order, one by one or all up to one (broker facts page: half of the
/// confirms of several queues come out of order). Finding, settling and adding cost constant time on average.
package struct TagWindow<Value> {
    private var slots: [Value?] = []
    private var head = 0
    private var firstTag: UInt64
    /// How many are open.
    package private(set) var count = 0

    package init(firstTag: UInt64 = 1) { self.firstTag = firstTag }

    /// The tag that the next added value gets.
    package var nextTag: UInt64 { firstTag + UInt64(slots.count - head) }

    /// Adds a value under `nextTag`.
    package mutating func append(_ value: Value) {
        slots.append(value)
        count += 1
    }

    /// Settles one tag; nil if it is not open.
    package mutating func settle(_ tag: UInt64) -> Value? {
        guard let index = index(of: tag), let value = slots[index] else { return nil }
        slots[index] = nil
        count -= 1
        dropSettledHead()
        return value
    }

    /// Settles everything open up to and including `tag`, in order; tag 0 means everything (AMQP 0-9-1).
    package mutating func settle(through tag: UInt64) -> [Value] {
        var settled: [Value] = []
        let last = tag == 0 ? nextTag - 1 : min(tag, nextTag - 1)
        while head < slots.count, firstTag <= last {
            if let value = slots[head] {
                settled.append(value)
                count -= 1
            }
            slots[head] = nil
            head += 1
            firstTag += 1
        }
        compact()
        return settled
    }

    /// The greatest open tag up to and including `tag`.
    package func highestOpen(through tag: UInt64) -> UInt64? {
        guard count > 0, tag >= firstTag else { return nil }
        var candidate = min(tag, nextTag - 1)
        while candidate >= firstTag {
            if let index = index(of: candidate), slots[index] != nil { return candidate }
            candidate -= 1
        }
        return nil
    }

    /// The first open tag, in order, whose value fits.
    package func firstOpen(where fits: (Value) -> Bool) -> UInt64? {
        for index in head..<slots.count {
            if let value = slots[index], fits(value) { return firstTag + UInt64(index - head) }
        }
        return nil
    }

    /// The value of an open tag.
    package func value(_ tag: UInt64) -> Value? { index(of: tag).flatMap { slots[$0] } }

    private func index(of tag: UInt64) -> Int? {
        guard tag >= firstTag, tag < nextTag else { return nil }
        return head + Int(tag - firstTag)
    }

    private mutating func dropSettledHead() {
        while head < slots.count, slots[head] == nil {
            head += 1
            firstTag += 1
        }
        compact()
    }

    private mutating func compact() {
        if head == slots.count {
            slots.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 1024, head * 2 >= slots.count {
            slots.removeFirst(head)
            head = 0
        }
    }
}
