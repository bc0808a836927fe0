/// Which outbox rows of one partition are still on their way. Rows are numbered without gaps, finish in any order,
/// and are forgotten from the front.
struct Promises {
    private var first: Int64
    private var isDone: [Bool] = []
    /// The last row that was deleted from the store.
    private(set) var forgotten: Int64

    /// Nothing after `last` has been promised yet; everything up to it is gone.
    init(after last: Int64) {
        first = last + 1
        forgotten = last
    }

    /// Rows up to `number` are on their way.
    mutating func promise(upTo number: Int64) {
        while first + Int64(isDone.count) <= number { isDone.append(false) }
    }

    mutating func done(_ number: Int64) {
        let index = Int(number - first)
        guard isDone.indices.contains(index) else { return }
        isDone[index] = true
        guard index == 0 else { return }
        let count = isDone.firstIndex(of: false) ?? isDone.count
        isDone.removeFirst(count)
        first += Int64(count)
    }

    /// Everything up to this number is done.
    var floor: Int64 { first - 1 }
    /// True if there are rows to delete.
    var isUntidy: Bool { floor > forgotten }
    var isEmpty: Bool { isDone.isEmpty }

    mutating func forgot(upTo number: Int64) { forgotten = max(forgotten, number) }
}
