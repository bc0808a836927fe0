import Contracts
import Domain
import Identifiers

/// What is checked of every query before it is answered, in the order of the contract page.
public struct QueryDoor: Sendable {
    private let directory: DirectorySource

    public init(_ directory: DirectorySource) { self.directory = directory }

    /// Reads and checks a query.
    ///
    /// - Returns: the query and the tenant it is about.
    public func admit<Asked: Question>(
        _ request: QueryRequest, as type: Asked.Type = Asked.self
    ) throws(QueryRefusal) -> (query: Asked, tenant: Tenant) {
        let query: Asked = try read(request)
        guard let tenant = directory.current.tenants[query.tenant] else {
            throw QueryRefusal(.unknownTenant, "tenant: \(query.tenant) is not known")
        }
        guard tenant.takes(from: request.envelope.userId) else {
            throw QueryRefusal(.notPermitted, "user-id: expected one of the broker users of the tenant")
        }
        return (query, tenant)
    }

    private func read<Asked: Question>(_ request: QueryRequest) throws(QueryRefusal) -> Asked {
        guard request.body.count <= JSONBody.maximumBytesFromOthers else {
            throw QueryRefusal(.tooLarge, "the body: expected at most \(JSONBody.maximumBytesFromOthers) bytes")
        }
        do {
            return try Asked.decode(request.body)
        } catch {
            throw QueryRefusal(.invalidContract, error.description)
        }
    }
}
