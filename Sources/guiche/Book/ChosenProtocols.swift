import ArgumentParser
import Contracts
import Identifiers

/// Which protocols a command is about: a customer's, or one.
struct ChosenProtocols: ParsableArguments {
    @Option(help: "Any field of the customer: every protocol that has all of these words.") var customer: String?
    @Option(help: "One protocol's number.") var number: String?

    func validate() throws {
        guard (customer == nil) != (number == nil) else {
            throw ValidationError("Say whom with --customer or which with --number, one of them.")
        }
    }

    func query(_ tenant: TenantID) throws -> Query.ProtocolSearch {
        Query.ProtocolSearch(tenant: tenant, number: try short(number), customer: try short(customer))
    }
}
