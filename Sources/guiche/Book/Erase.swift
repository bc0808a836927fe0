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
    @OptionGroup var protocols: ChosenProtocols
    @Option(help: "The supervisor who answers for it.") var supervisor: String
    @Option(help: "Why; it is recorded.") var reason: String
    @Flag(help: "Really do it.") var yes = false

    func run() async throws {
        let settings = try common.settings()
        let tenant = try tenant.chosen(settings)
        guard let supervisor: SupervisorID = try identifier(supervisor), let reason = ReasonText(reason) else {
            throw CommandFailure("The reason has 1 to 500 characters.")
        }
        let wanted = try protocols.query(tenant)
        let isMeant = yes
        let (erased, left) = try await PublicClient.run(
            settings, name: "erase", bindings: ["supervisor.\(tenant).\(supervisor).#"]
        ) { client in
            var left = 0
            let found = try await Found.all(wanted, client)
            for item in found {
                Terminal.say("\(item.protocol)  \(item.state.rawValue)  \(item.customer["name"]?.text ?? "-")")
                guard isMeant else { continue }
                let command = FromSupervisor.ProtocolErased(
                    tenant: tenant, supervisorId: supervisor, at: .now, reason: reason,
                    conversationId: item.conversationId)
                do {
                    let id = try await client.send(command, to: .agents, key: supervisor.text)
                    _ = try await client.expect(Event.ProtocolErased.self, after: id) {
                        $0.conversationId == item.conversationId
                    }
                } catch let failure as CommandFailure {
                    // One that goes on, or was erased already, does not keep the others.
                    Terminal.note("\(item.protocol): \(failure)")
                    left += 1
                }
            }
            return (found.count - left, left)
        }
        guard erased + left > 0 else { throw CommandFailure("No protocol was found.") }
        Terminal.say(yes ? "\(erased) erased." : "\(erased) found; say --yes to erase them.")
        if left > 0 { throw CommandFailure("\(left) could not be erased.") }
    }
}
