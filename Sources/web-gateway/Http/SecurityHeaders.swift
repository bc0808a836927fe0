import HTTPTypes
import Hummingbird

/// What every answer tells the browser to refuse: everything that is not of this gateway, every script and style that
/// stands in markup, and being framed by others, except the widget, which is made for it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = GatewayContext

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "frame-src 'self'", "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ].joined(separator: "; ")

    private static let fixed: [(String, String)] = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ]

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError {
            let told: any HTTPResponseError = error.status == .contentTooLarge ? Refusal.tooLarge : error
            response = try told.response(from: request, context: context)
        }
        let isForOthers = request.uri.path == "/webchat.js" || request.uri.path.hasPrefix("/widget/")
        let ancestors = request.uri.path.hasPrefix("/widget/") ? "*" : "'none'"
        response.headers[.contentSecurityPolicy] = "\(Self.policy); frame-ancestors \(ancestors)"
        set(&response, "Cross-Origin-Resource-Policy", isForOthers ? "cross-origin" : "same-origin")
        for (name, value) in Self.fixed { set(&response, name, value) }
        return response
    }

    private func set(_ response: inout Response, _ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        response.headers[name] = value
    }
}
