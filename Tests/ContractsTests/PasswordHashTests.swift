import Domain
import Identifiers
import Testing

@testable import Contracts

@Suite struct `A password in the directory` {
    private let good = "$scrypt$ln=15,r=8,p=3$2OBJktEzy4ap/v2pplhJbw$9wDq8RMpVY+n494SNcza+POmethkEHuKKmR92/UMDNs"

    private func directory(_ password: String) -> String {
        """
        tenants:
          - id: acme
            name: Acme
            timeZone: UTC
            channels: [ { id: site, name: Site, type: webchat, enabled: true } ]
            queues: [ { id: q, name: Q } ]
            agents: [ { id: ana, name: Ana, channels: [site], queues: [q], capacity: 1, password: "\(password)" } ]
            supervisors: [ { id: rui, name: Rui } ]
        """
    }

    private func company(_ yaml: String) throws -> Tenant? {
        try DirectoryLoader.load(yaml: yaml, path: "d.yaml").tenants.values.first
    }

    @Test func `is a hash, which reaches the agent's profile`() throws {
        let tenant = try company(directory(good))
        #expect(tenant?.agents[AgentID(trusted: "ana")]?.passwordHash == good)
        #expect(tenant?.supervisors.values.first?.passwordHash == nil)
    }

    @Test(
        arguments: [
            "secret", "", "$2b$12$abcdefghijklmnopqrstuv", "$scrypt$ln=15,r=8,p=3$short$short",
            "$scrypt$ln=9,r=8,p=3$2OBJktEzy4ap/v2pplhJbw$9wDq8RMpVY+n494SNcza+POmethkEHuKKmR92/UMDNs",
            "$scrypt$ln=18,r=8,p=3$2OBJktEzy4ap/v2pplhJbw$9wDq8RMpVY+n494SNcza+POmethkEHuKKmR92/UMDNs",
            "$scrypt$ln=17,r=16,p=1$2OBJktEzy4ap/v2pplhJbw$9wDq8RMpVY+n494SNcza+POmethkEHuKKmR92/UMDNs",
            "$scrypt$ln=15,r=8,p=0$2OBJktEzy4ap/v2pplhJbw$9wDq8RMpVY+n494SNcza+POmethkEHuKKmR92/UMDNs",
        ])
    func `is refused when it is no hash, or a too cheap or too dear one, and is not repeated`(_ text: String) {
        let error = #expect(throws: DirectoryError.self) {
            try DirectoryLoader.load(yaml: directory(text), path: "d.yaml")
        }
        #expect(error?.description.contains("guiche passwd") == true)
        #expect(text.isEmpty || error?.description.contains(text) == false)
    }

    @Test func `is not in what the journal keeps, which still is a directory`() throws {
        let kept = PasswordHash.hidden(in: directory(good))
        #expect(!kept.contains("9wDq8RMpVY"))
        #expect(try company(kept)?.agents.count == 1)
    }
}
