import ArgumentParser
import Foundation
import Worker

/// Looks at everything an installation stands on, and says what to do. Needs nothing to run, and changes nothing: what
/// it makes on the broker to find out its rights goes with its connection.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines broker, rights, queues, store, directory and programs, and says what to do.",
        discussion: """
            Run it in the environment of "guiche up". It changes nothing. The exit code is 1 if there is an error; a \
            warning is no error.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "One JSON array instead of a list.") var json = false

    func run() async throws {
        let findings = await examine()
        try json ? showJSON(findings) : show(findings)
        guard findings.isHealthy else { throw ExitCode.failure }
    }

    private func examine() async -> [Finding] {
        do {
            return await CheckUp(try common.settings()).findings()
        } catch {
            return [
                .error(
                    "settings", "\(error).",
                    advice: "Correct the variable or the flag; nothing else can be examined before that.")
            ] + MachineExamination.findings()
        }
    }

    private func showJSON(_ findings: [Finding]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.say(String(decoding: try encoder.encode(findings), as: UTF8.self))
    }

    private func show(_ findings: [Finding]) {
        let width = findings.map(\.subject.count).max() ?? 0
        for finding in findings {
            let level = Terminal.paint(Terminal.pad(finding.level.rawValue, 7), finding.level.colour)
            Terminal.say("\(level)  \(Terminal.pad(finding.subject, width))  \(finding.found)")
            guard let advice = finding.advice else { continue }
            Terminal.say(String(repeating: " ", count: width + 11) + "→ \(advice)")
        }
        Terminal.say("")
        Terminal.say(findings.summary)
    }
}

extension Finding.Level {
    fileprivate var colour: Terminal.Colour {
        switch self {
        case .ok: .green
        case .warning: .yellow
        case .error: .red
        }
    }
}
