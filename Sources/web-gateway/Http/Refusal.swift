import Contracts
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Worker

/// A request that was not served, as the browser is told: a status, a code and a sentence.
struct Refusal: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    /// Of the contract, or one of the gateway's own.
    let code: String
    /// In English; a page shows its own words for the code.
    let sentence: String
    /// When to try again, in seconds.
    var retryAfter: Int?

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
        let body = try JSONEncoder().encode(["code": code, "message": sentence])
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension Refusal {
    /// The broker is away, or the engine does not answer.
    static let unavailable = Refusal(
        status: .serviceUnavailable, code: "unavailable", sentence: "Guichê can't be reached now; try again.",
        retryAfter: 1)
    static let notSignedIn = Refusal(
        status: .unauthorized, code: "not_signed_in", sentence: "Nobody is signed in, or the session has expired.")
    static let wrongPassword = Refusal(
        status: .unauthorized, code: "wrong_password", sentence: "No such user, or another password.")
    static let notPermitted = Refusal(
        status: .forbidden, code: "not_permitted", sentence: "This account may not do that.")
    static let crossSite = Refusal(
        status: .forbidden, code: "not_permitted", sentence: "Commands are taken from pages of this gateway only.")
    static let tooLarge = Refusal(
        status: .contentTooLarge, code: "too_large", sentence: "A request has at most 64 KiB.")
    static let badToken = Refusal(
        status: .unauthorized, code: "not_signed_in",
        sentence: "Authorization: expected \"Bearer \" and a token of 43 characters of A-Z a-z 0-9 _ -.")

    static func invalid(_ sentence: String) -> Refusal {
        Refusal(status: .badRequest, code: "invalid_contract", sentence: sentence)
    }

    static func unknown(_ what: RejectionCode, _ sentence: String) -> Refusal {
        Refusal(status: .notFound, code: what.rawValue, sentence: sentence)
    }

    static func tooFast(retryAfter: Int) -> Refusal {
        Refusal(
            status: .tooManyRequests, code: "rate_limited", sentence: "Too much at once; wait a moment.",
            retryAfter: retryAfter)
    }

    /// What the engine said to a question.
    init(_ error: QuestionError) {
        switch error {
        case .unanswered, .refused(.unavailable, _): self = .unavailable
        case .refused(let code, let sentence):
            let isUnknown = code.rawValue.hasPrefix("unknown_")
            self.init(status: isUnknown ? .notFound : .badRequest, code: code.rawValue, sentence: sentence)
        }
    }
}
