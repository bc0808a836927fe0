import Foundation

/// The result of a run, for people, for `deploy/bench` and for the page.
struct Figures: Encodable, Sendable {
    let run: String
    let seed: UInt64
    let ended: String
    let machine: Machine
    /// Lines of customers, agents and bots that came to the other side.
    let messages: Int
    let seconds: Double
    let perSecond: Double
    let sessions: Int
    let agents: Int
    let bots: Int
    let rate: Int
    /// Customer to agent, in milliseconds; the names `deploy/bench` also has for the bare chain.
    let latencyMs: Latency
    let paths: [String: Percentiles]
    let conversations: [String: Int]
    let missedCards: Int
    let ledger: Ledger.Summary
    let isClean: Bool

    struct Latency: Encodable, Sendable {
        let p50: Double
        let p99: Double
        let p999: Double
    }

    init(_ floor: Floor, _ rate: Int, _ agents: Int, _ ended: Load.Ending) {
        let measures = floor.measures
        let way = measures.latencies.summary(of: .customerToAgent)
        run = floor.setting.run
        seed = floor.setting.script.seed
        self.ended = ended.rawValue
        machine = .here()
        messages = measures.arrived
        seconds = Self.rounded(measures.seconds)
        perSecond = Self.rounded(measures.perSecond)
        sessions = floor.setting.sessions
        self.agents = agents
        bots = floor.setting.bots.count
        self.rate = rate
        latencyMs = Latency(p50: way.p50, p99: way.p99, p999: way.p999)
        paths = Dictionary(
            uniqueKeysWithValues: Path.allCases.map { ($0.rawValue, measures.latencies.summary(of: $0)) })
        conversations = floor.outcomes
        missedCards = measures.missedCards
        ledger = floor.ledger.summary
        isClean = floor.ledger.isClean
    }

    private static func rounded(_ number: Double) -> Double { (number * 1_000).rounded() / 1_000 }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers and texts only: encoding them can't fail.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// For a person at a terminal.
    func show() {
        Terminal.say(
            Terminal.paint("\(Int(perSecond.rounded()).grouped) messages/s", .bold)
                + " (\(messages.grouped) in \(seconds) s; \(sessions) sessions, \(agents) agents, \(bots) bots, "
                + (rate == 0 ? "as fast as it goes" : "\(rate.grouped)/s") + ", seed \(seed))")
        Terminal.say("")
        Terminal.table(
            ["milliseconds", "count", "p50", "p99", "p99.9", "max"],
            Path.allCases.compactMap { path in
                guard let times = paths[path.rawValue], times.count > 0 else { return nil }
                return [path.title, Int(times.count).grouped]
                    + [times.p50, times.p99, times.p999, times.max].map { String(format: "%.1f", $0) }
            })
        Terminal.say("")
        Terminal.say(ledger.sentence)
        for finding in ledger.findings { Terminal.say(Terminal.paint("  \(finding)", .red)) }
    }
}

extension Ledger {
    /// The ledger as it is reported.
    struct Summary: Encodable, Equatable, Sendable {
        let attempted: Int
        let acknowledged: Int
        let copies: Int
        let repeats: Int
        let booksRead: Int
        let linesRead: Int
        /// Every fault by name, most of them 0.
        let faults: [String: Int]
        let findings: [String]

        var sentence: String {
            let named = Fault.allCases.map { "\($0.title) \((faults[$0.rawValue] ?? 0).grouped)" }
            return "ledger: attempted \(attempted.grouped), acknowledged \(acknowledged.grouped), "
                + "shown \(copies.grouped), transcripts read \(booksRead.grouped) (\(linesRead.grouped) lines); "
                + named.joined(separator: ", ")
        }
    }

    var summary: Summary {
        Summary(
            attempted: attempted, acknowledged: acknowledged, copies: copies, repeats: repeats, booksRead: booksRead,
            linesRead: linesRead,
            faults: Dictionary(uniqueKeysWithValues: Fault.allCases.map { ($0.rawValue, self[$0]) }),
            findings: findings)
    }
}
