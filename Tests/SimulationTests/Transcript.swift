import Identifiers

/// What happened, for whoever has to understand a failing seed.
struct Transcript {
    let isTold: Bool
    private(set) var lines: [String] = []

    init(isTold: Bool) { self.isTold = isTold }

    mutating func add(_ now: Instant, _ who: String, _ what: String) {
        let milliseconds = (now - Company.opening).milliseconds
        let fraction = "\(1_000 + milliseconds % 1_000)".dropFirst()
        lines.append("\(milliseconds / 1_000).\(fraction) s  \(who.isEmpty ? "" : who + ": ")\(what)")
    }
}
