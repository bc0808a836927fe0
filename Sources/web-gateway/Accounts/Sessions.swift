import Foundation
import Identifiers
import JWTKit

/// Who is signed in: signed cookies, so that every replica with the same secret knows them and nothing is kept.
struct Sessions: Sendable {
    /// How long a sign-in lasts: a working day with its breaks.
    static let lifetime: Duration = .seconds(12 * 3_600)

    private let keys: JWTKeyCollection
    private let register: AccountRegister

    /// What a cookie says.
    private struct Claims: JWTPayload {
        let sub: SubjectClaim
        let exp: ExpirationClaim
        let tenant: TenantID
        let kind: Account.Kind
        /// Of the password it was signed in with.
        let password: String

        func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
    }

    init(secret: String, _ register: AccountRegister) async {
        keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        self.register = register
    }

    /// - Throws: what the signing library says; nothing a person did.
    func token(for account: Account, at now: Date = Date()) async throws -> String {
        try await keys.sign(
            Claims(
                sub: SubjectClaim(value: account.id),
                exp: ExpirationClaim(value: now + Double(Self.lifetime.components.seconds)),
                tenant: account.tenant, kind: account.kind, password: account.fingerprint))
    }

    /// Nil for a token that is none of ours, has expired, or whose account has gone or changed its password.
    func account(of token: String) async -> Account? {
        guard let claims = try? await keys.verify(token, as: Claims.self),
            let account = register.account(claims.tenant, claims.sub.value)
        else { return nil }
        return account.kind == claims.kind && account.fingerprint == claims.password ? account : nil
    }
}
