import Foundation

/// The programs `guiche up` runs.
enum Program: String, CaseIterable {
    case ingress
    case botBridge = "bot-bridge"
    case router
    case agentPresence = "agent-presence"
    case protocolWriter = "protocol-writer"
    case webGateway = "web-gateway"
    case demoBot = "demo-bot"

    /// The reference clients are left out where they were not built.
    var isReferenceClient: Bool { self == .webGateway || self == .demoBot }

    /// Whether it keeps something; the others can be killed and forgotten.
    var hasStore: Bool {
        switch self {
        case .router, .agentPresence, .protocolWriter: true
        case .ingress, .botBridge, .webGateway, .demoBot: false
        }
    }

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// Which programs run how often, and where their executables are.
struct Cast {
    /// More of one on one machine is a mistake in the command.
    static let most = 32

    /// One entry for each child, in the order of the start.
    let roles: [Role]

    /// One child to be.
    struct Role: Hashable {
        let program: String
        /// From 1.
        let number: Int
        let path: String

        var name: String { number == 1 ? program : "\(program) \(number)" }
    }

    /// - Parameters:
    ///   - replicas: `NAME=COUNT`, repeated; the last of a name counts.
    ///   - without: names separated by commas, repeated.
    ///   - folder: where the executables are.
    /// - Throws: a sentence naming the word that is wrong or the executable that is missing.
    init(replicas: [String], without: [String], folder: String) throws {
        let counts = try Self.counts(replicas)
        let absent = try Set(without.flatMap { $0.split(separator: ",") }.map { try Self.program(String($0)) })
        var roles: [Role] = []
        for program in Program.allCases where !absent.contains(program) {
            let path = "\(folder)/\(program.rawValue)"
            guard FileManager.default.isExecutableFile(atPath: path) else {
                if program.isReferenceClient && counts[program] == nil { continue }
                throw CommandFailure(
                    "The program \(path) is not there: build it, or leave it out with --without \(program.rawValue).")
            }
            for number in 1...(counts[program] ?? 1) {
                roles.append(Role(program: program.rawValue, number: number, path: path))
            }
        }
        guard !roles.isEmpty else { throw CommandFailure("--without leaves no program to run.") }
        self.roles = roles
    }

    private static func counts(_ words: [String]) throws -> [Program: Int] {
        var counts: [Program: Int] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let count = Int(parts[1]), (1...most).contains(count) else {
                throw CommandFailure("--replicas \(word) is not understood: write NAME=COUNT, COUNT from 1 to \(most).")
            }
            counts[try program(parts[0])] = count
        }
        return counts
    }

    private static func program(_ name: String) throws -> Program {
        guard let program = Program(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
            throw CommandFailure("There is no program \"\(name)\"; there are \(Program.names).")
        }
        return program
    }
}
