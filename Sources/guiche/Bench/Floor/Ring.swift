/// First in, first out, in an array that is cut off at the front now and then.
struct Ring<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer {
            head += 1
            if head == elements.count || head > 1_024 && head * 2 > elements.count {
                elements.removeFirst(head)
                head = 0
            }
        }
        return elements[head]
    }

    /// Drops the first elements, at most all of them.
    mutating func dropFirst(_ number: Int) {
        for _ in 0..<min(max(0, number), count) { _ = popFirst() }
    }
}
