import HTTPTypes
import Hummingbird

/// Takes what changes something only from pages of this gateway (cross-site request forgery): beside the cookie's
/// `SameSite=Strict`, a browser that says where a request comes from must say "from here", and a body has to be JSON,
/// which no form of another site can send.
struct SameSite: RouterMiddleware {
    typealias Context = GatewayContext

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        if request.method != .get, request.method != .head {
            guard isFromHere(request) else { throw Refusal.crossSite }
            guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
                throw Refusal.invalid("Content-Type: expected application/json")
            }
        }
        return try await next(request, context)
    }

    private func isFromHere(_ request: Request) -> Bool {
        if let name = Self.fetchSite, let site = request.headers[name], site != "same-origin" { return false }
        guard let origin = request.headers[.origin] else { return true }
        let host = origin.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).joined(separator: "/")
        return host == request.head.authority
    }
}
