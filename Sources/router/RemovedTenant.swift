import Identifiers

/// A message for a tenant that the directory file no longer has. Trying again helps once the tenant is back.
struct RemovedTenant: Error, CustomStringConvertible {
    let tenant: TenantID

    var description: String { "The directory file has no tenant \(tenant) any more." }
}
