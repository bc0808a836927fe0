import Contracts

/// What the replicas that were heard mean.
struct ProgramsVerdict {
    private let topology: Topology
    private let members: [Member]

    init(_ topology: Topology, _ members: [Member]) {
        self.topology = topology
        self.members = members
    }

    func findings() -> [Finding] {
        guard !members.isEmpty else {
            return [
                .warning(
                    ProgramsExamination.subject, "No program answers with the prefix \(topology.prefix).",
                    advice: "Start them with \"guiche up\".")
            ]
        }
        let programs = Set(members.map(\.announcement.program))
        let needed = Program.allCases.filter { !$0.isReferenceClient }.map(\.rawValue)
        let absent = needed.filter { !programs.contains($0) }.map { name in
            Finding.error(
                name, "It does not run, and others do.",
                advice: "Look into the log of \"guiche up\" why it ended; start it without --without \(name).")
        }
        return absent + members.map(finding) + [ownership(programs)].compactMap { $0 }
    }

    private func finding(_ member: Member) -> Finding {
        let who = member.announcement
        let name = "pid \(who.pid)"
        switch (member.health, who.isReady) {
        case (.silence, _):
            return .error(
                who.program, "\(name) does not answer its health check on 127.0.0.1:\(who.opsPort).",
                advice: "If it runs on this machine, kill it: \"guiche up\" starts it again.")
        case (.no, _), (_, false):
            return .warning(
                who.program, "\(name) is not ready.", advice: "Wait a moment; if it stays so, look into its log.")
        case (nil, true): return .ok(who.program, "\(name) is ready; it has no health check.")
        case (.yes, true): return .ok(who.program, "\(name) is ready and answers on 127.0.0.1:\(who.opsPort).")
        }
    }

    /// Every partition has one owner among the programs that run.
    private func ownership(_ programs: Set<String>) -> Finding? {
        var owners: [String: Int] = [:]
        for (stream, numbers) in members.flatMap({ $0.announcement.owned }) {
            for number in numbers { owners["\(stream).\(number)", default: 0] += 1 }
        }
        let all = Stream.allCases.flatMap { stream in
            (0..<topology.partitions).map { "\(stream.rawValue).\($0)" }
        }
        let orphans = all.filter { owners[$0] == nil }
        guard !orphans.isEmpty else { return .ok("partitions", "Each of the \(all.count) partitions has an owner.") }
        return .warning(
            "partitions", "\(orphans.count) partitions have no owner, the first is \(orphans[0]).",
            advice: "Wait a second and look again; if it stays so, look which program is missing.")
    }
}
