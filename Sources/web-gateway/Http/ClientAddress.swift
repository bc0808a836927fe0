import HTTPTypes
import Hummingbird

/// Where a request comes from, for the limits.
struct ClientAddress: Sendable {
    /// How many proxies in front write `X-Forwarded-For`; 0: none is believed.
    let proxies: Int

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")

    /// Each proxy adds at the right what it saw, so the entry of the outermost one of ours is counted from there; what
    /// stands left of it anybody may have written.
    func of(_ request: Request, _ context: GatewayContext) -> String {
        let peer = context.remoteAddress?.ipAddress ?? "-"
        guard proxies > 0, let name = Self.forwardedFor else { return peer }
        let entries = request.headers[values: name].flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        return entries.count >= proxies ? entries[entries.count - proxies] : entries.first ?? peer
    }
}

extension Substring {
    fileprivate enum Trimmed { case whitespaces }
    fileprivate func trimmingCharacters(in _: Trimmed) -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
