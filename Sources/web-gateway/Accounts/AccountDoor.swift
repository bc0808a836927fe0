import HTTPTypes
import Hummingbird

/// Reads and writes the cookie of who is signed in.
struct AccountDoor: Sendable {
    private static let cookie = "guiche_session"

    let sessions: Sessions
    /// Whether a proxy in front says over what the browser came.
    let isBehindProxy: Bool

    /// - Throws: ``Refusal`` if nobody is signed in.
    func account(_ request: Request) async throws -> Account {
        guard let token = request.cookies[Self.cookie]?.value, let account = await sessions.account(of: token) else {
            throw Refusal.notSignedIn
        }
        return account
    }

    /// - Throws: ``Refusal`` if somebody of another kind, or nobody, is signed in.
    func account(_ request: Request, _ kind: Account.Kind) async throws -> Account {
        let account = try await account(request)
        guard account.kind == kind else { throw Refusal.notPermitted }
        return account
    }

    func entering(_ response: Response, _ account: Account, _ request: Request) async throws -> Response {
        setting(
            response, try await sessions.token(for: account), Int(Sessions.lifetime.components.seconds), request)
    }

    func leaving(_ response: Response, _ request: Request) -> Response { setting(response, "", 0, request) }

    private func setting(_ response: Response, _ value: String, _ seconds: Int, _ request: Request) -> Response {
        var response = response
        response.setCookie(
            Cookie(
                name: Self.cookie, value: value, maxAge: seconds, path: "/", secure: isEncrypted(request),
                httpOnly: true, sameSite: .strict))
        return response
    }

    private func isEncrypted(_ request: Request) -> Bool {
        guard isBehindProxy, let name = HTTPField.Name("X-Forwarded-Proto") else { return false }
        return request.headers[name] == "https"
    }
}
