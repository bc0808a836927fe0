import ArgumentParser
import Contracts
import Domain
import Identifiers

/// Erases a person (rule 25; LGPD, art. 18): names, texts and salts go, the numeric record and its chain stay.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erases a person's data from protocols that have ended; without --yes it only lists them.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Option(help: "Any field of the customer: every protocol that has all of these words.") var customer: String?
    @Option(help: "One protocol's number.") var number: String?
    @Option(help: "The supervisor who answers for it.") var supervisor: String
    @Option(help: "Why; it is recorded.") var reason: String
    @Flag(help: "Really do it.") var yes = false

    func validate() throws {
        guard (customer == nil) != (number == nil) else {
            throw ValidationError("Say whom with --customer or which with --number, one of them.")
        }
    }

    func run() async throws {
        let settings = try common.settings()
        let tenant = try tenant.chosen(settings)
        guard let supervisor: SupervisorID = try identifier(supervisor), let reason = ReasonText(reason) else {
            throw CommandFailure("The reason has 1 to 500 characters.")
        }
        let wanted = Query.ProtocolSearch(tenant: tenant, number: try short(number), customer: try short(customer))
        let isMeant = yes
        let erased = try await PublicClient.run(
            settings, name: "erase", bindings: ["supervisor.\(tenant).\(supervisor).#"]
        ) { client in
            let found = try await Found.all(wanted, client)
            for item in found {
                Terminal.say("\(item.protocol)  \(item.state.rawValue)  \(item.customer["name"]?.text ?? "-")")
                guard isMeant else { continue }
                let command = FromSupervisor.ProtocolErased(
                    tenant: tenant, supervisorId: supervisor, at: .now, reason: reason,
                    conversationId: item.conversationId)
                let id = try await client.send(command, to: .agents, key: supervisor.text)
                _ = try await client.expect(Event.ProtocolErased.self, after: id) {
                    $0.conversationId == item.conversationId
                }
            }
            return found.count
        }
        guard erased > 0 else { throw CommandFailure("No protocol was found.") }
        Terminal.say(yes ? "\(erased) erased." : "\(erased) found; say --yes to erase them.")
    }
}
