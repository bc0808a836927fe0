/// How long the steps of the demonstration took.
struct Stopwatch {
    private var taken: [(step: String, time: Duration)] = []

    mutating func note(_ step: String, _ time: Duration) { taken.append((step, time)) }

    /// The median of every step, in the order in which the steps first came.
    var summary: String {
        var order: [String] = []
        for (step, _) in taken where !order.contains(step) { order.append(step) }
        return order.map { step in
            let times = taken.filter { $0.step == step }.map(\.time).sorted()
            return "\(step) \(times[times.count / 2].inMilliseconds)"
        }.joined(separator: ", ")
    }
}

extension Duration {
    /// `8,3 ms`, as it is written in Portuguese.
    var inMilliseconds: String {
        let tenths = (components.seconds * 10_000) + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10),\(tenths % 10) ms"
    }
}
