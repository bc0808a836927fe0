import Contracts
import Domain
import Hummingbird
import Identifiers

/// The parameters of a question, each with what is wrong with it.
struct Words {
    private let request: Request

    init(_ request: Request) { self.request = request }

    private subscript(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func read<Value>(
        _ name: String, _ expected: String, _ value: (String) -> Value?
    ) throws(Refusal) -> Value? {
        guard let text = self[name] else { return nil }
        guard let value = value(text) else { throw .invalid("\(name): expected \(expected)") }
        return value
    }

    func text(_ name: String) throws(Refusal) -> ShortText? {
        try read(name, "at most 500 characters") { ShortText($0) }
    }

    func id<Kind>(_ name: String) throws(Refusal) -> Identifier<Kind>? {
        try read(name, "an id") { Identifier($0) }
    }

    func moment(_ name: String) throws(Refusal) -> Instant? {
        try read(name, "a moment as RFC 3339 writes it") { Instant(rfc3339: $0) }
    }

    func number(_ name: String) throws(Refusal) -> Int? {
        try read(name, "a whole number from 0") {
            Int($0).flatMap { (0...WholeLimit.greatest).contains($0) ? $0 : nil }
        }
    }

    func limit() throws(Refusal) -> PageSize? {
        try read("limit", "a whole number from 1 to 100") { Int($0).flatMap { PageSize($0) } }
    }

    func state() throws(Refusal) -> RecordState? {
        try read("state", "a state of a record") { RecordState(rawValue: $0) }
    }
}
