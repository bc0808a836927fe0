import Contracts
import Domain
import Identifiers
import Worker

/// The accounts of the directory as it is now. Agents' and supervisors' ids are distinct, so one name is one person.
struct AccountRegister: Sendable {
    let directory: DirectorySource

    /// Nil for somebody the directory does not know or gives no password.
    func account(_ tenant: TenantID, _ user: String) -> Account? {
        guard let company = directory.current.tenants[tenant] else { return nil }
        if let agent = AgentID(user).flatMap({ company.agents[$0] }) {
            return account(.agent, tenant, agent.id.text, agent.name, agent.passwordHash)
        }
        guard let supervisor = SupervisorID(user).flatMap({ company.supervisors[$0] }) else { return nil }
        return account(.supervisor, tenant, supervisor.id.text, supervisor.name, supervisor.passwordHash)
    }

    private func account(
        _ kind: Account.Kind, _ tenant: TenantID, _ id: String, _ name: String, _ hash: String?
    ) -> Account? {
        hash.flatMap { PasswordHash($0) }.map {
            Account(kind: kind, tenant: tenant, id: id, name: name, password: $0)
        }
    }
}
