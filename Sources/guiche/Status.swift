import ArgumentParser
import Foundation
import Worker

/// Lists what runs, from what the replicas say of themselves.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists programs, process ids, ports and who owns which partitions.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "One JSON array instead of a table.") var json = false

    func run() async throws {
        let settings = try common.settings()
        try show(try await RollCall.hear(settings, name: "status"), settings)
    }

    private func show(_ members: [Announcement], _ settings: Settings) throws {
        if json {
            return try Terminal.say(json: members)
        }
        guard !members.isEmpty else {
            throw CommandFailure(
                "No program answers on \(settings.endpoint) with the prefix \(settings.topology.prefix): "
                    + "start them with \"guiche up\".")
        }
        Terminal.table(
            ["program", "pid", "port", "ready", "partitions", "replica"],
            members.map { member in
                [
                    member.program, "\(member.pid)", member.opsPort == 0 ? "-" : "\(member.opsPort)",
                    member.isReady ? "yes" : "no", Self.ranges(member.owned), member.replica,
                ]
            })
    }

    /// `conversation 0-3,7; desk 1`
    static func ranges(_ owned: [String: [Int]]) -> String {
        let parts = owned.sorted { $0.key < $1.key }.compactMap { stream, numbers -> String? in
            numbers.isEmpty ? nil : "\(stream) \(ranges(numbers.sorted()))"
        }
        return parts.isEmpty ? "-" : parts.joined(separator: "; ")
    }

    private static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}
