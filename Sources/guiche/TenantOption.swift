import ArgumentParser
import Domain
import Identifiers
import Worker

/// Which company a command is about. It may be left out where the directory names only one.
struct TenantOption: ParsableArguments {
    @Option(help: "The company; the directory's only one if left out.") var tenant: String?

    /// - Throws: a sentence when no company is named and the directory does not settle it.
    func chosen(_ settings: Settings) throws -> TenantID {
        if let tenant {
            guard let id = TenantID(tenant) else {
                throw CommandFailure("\"\(tenant)\" is not a tenant's id: 1 to 64 characters of A-Z a-z 0-9 _ -.")
            }
            return id
        }
        let all = try settings.loadDirectory().tenants.keys.sorted()
        guard all.count == 1, let only = all.first else {
            throw CommandFailure("The directory names \(all.count) tenants: say which with --tenant.")
        }
        return only
    }
}
