import Contracts
import Domain
import Identifiers

/// Finds what the demonstration left behind, the way a person would: by searching the protocols of its customers.
struct Harvest {
    /// The demonstration's id, which all its customers carry.
    let demo: String
    let played: [Played]

    /// Everything is found in the state it must have, verifies, and is shown as a table.
    ///
    /// - Throws: a sentence naming the protocol that is missing, in another state, or does not verify.
    func show(_ client: PublicClient) async throws {
        var rows: [[String]] = []
        for tenant in Set(played.map(\.tenant)).sorted() {
            let items = try await found(in: tenant, client)
            for play in played where play.tenant == tenant {
                guard let item = items[play.number] else { continue }
                rows.append(try await row(play, item, client))
            }
        }
        Terminal.say("")
        Terminal.say(Terminal.paint("Atendimentos encontrados pela busca", .bold))
        Terminal.table(["protocolo", "canal", "estado", "cliente", "linhas", "íntegro"], rows)
    }

    /// Searches until all are there: what a conversation left is found within a second (contract page, "Queries").
    private func found(in tenant: TenantID, _ client: PublicClient) async throws -> [String: Answer.ProtocolItem] {
        let deadline = ContinuousClock.now + PublicClient.patience
        let query = Query.ProtocolSearch(
            tenant: tenant, customer: ShortText(trusted: demo), limit: PageSize(trusted: 100))
        while true {
            let page = try await client.ask(query, .protocols, for: Answer.ProtocolPage.self)
            let items = Dictionary(page.items.map { ($0.protocol, $0) }) { first, _ in first }
            guard let missing = missing(in: tenant, items) else { return items }
            guard ContinuousClock.now < deadline else { throw CommandFailure(missing) }
            try await ContinuousClock().sleep(for: PublicClient.pause)
        }
    }

    /// The first protocol that is not as it must be, as a sentence.
    private func missing(in tenant: TenantID, _ items: [String: Answer.ProtocolItem]) -> String? {
        for play in played where play.tenant == tenant {
            guard let item = items[play.number] else {
                return "The protocol \(play.number) of the flow \(play.flow.rawValue) is not found by its customer."
            }
            if item.state != play.flow.state {
                return "The protocol \(play.number) of the flow \(play.flow.rawValue) is found as "
                    + "\(item.state.rawValue) and not as \(play.flow.state.rawValue)."
            }
        }
        return nil
    }

    private func row(_ play: Played, _ item: Answer.ProtocolItem, _ client: PublicClient) async throws -> [String] {
        let reading = try await Reading.of(play.number, play.tenant, client)
        if let fault = ChainCheck(reading.lines).faults.first {
            throw CommandFailure("The protocol \(play.number) does not verify: \(fault).")
        }
        return [
            item.protocol, item.channelId.text, item.state.rawValue, item.customer["name"]?.text ?? "-",
            "\(reading.lines.count)", "sim",
        ]
    }
}
