import Foundation
import Hummingbird

/// Shows each console only to whom it is made for; anybody else is sent to sign in.
struct ConsoleGate: RouterMiddleware {
    typealias Context = GatewayContext

    let door: AccountDoor

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let kind = Self.kind(request.uri.path) else { return try await next(request, context) }
        guard let account = try? await door.account(request), account.kind == kind else { return .seeOther("/login/") }
        return try await next(request, context)
    }

    /// Nil for a page that everybody may see.
    private static func kind(_ path: String) -> Account.Kind? {
        switch path.removingPercentEncoding?.split(separator: "/").first {
        case "console": .agent
        case "supervisor": .supervisor
        default: nil
        }
    }
}
