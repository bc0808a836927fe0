import AsyncHTTPClient
import Contracts
import Domain
import Foundation
import Metrics
import Worker

/// Calls a webhook bot and calls again where that may help (rule 13: an answer within 5 s, two retries).
struct WebhookCall {
    /// The pauses before the second and the third call: with 5 s for each answer all of it ends before the 20 s after
    /// which the conversation replaces the bot.
    static let pauses: [Duration] = [.milliseconds(200), .milliseconds(500)]
    /// The largest answer, in bytes; the same as the largest message of ours.
    static let answerLimit = JSONBody.maximumBytesFromUs
    /// How long a connection may take to be made.
    private static let connectSeconds: Int64 = 3

    let client: HTTPClient

    /// As many connections to one host as one bot may have turns under way; a redirect would turn the call into
    /// another one, so it is a failure.
    static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(connectSeconds)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = BotReaders.limit
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// - Parameter failed: told each failure with the number of the call, from 1.
    /// - Returns: nil if every call failed.
    /// - Throws: when the task was cancelled.
    func ask(
        _ question: RasaRequest, at address: String, _ bot: ServedBot, trace: String?,
        failed: (CallFailure, Int) -> Void
    ) async throws(CancellationError) -> RasaAnswer? {
        for attempt in 1... {
            let failure: CallFailure
            do {
                return try await measured(bot) { () throws(CallFailure) in
                    try await once(question, at: address, within: bot.bot.answer, trace: trace)
                }
            } catch {
                failure = error
            }
            if Task.isCancelled { throw CancellationError() }
            failed(failure, attempt)
            guard failure.isWorthRetrying, attempt <= Self.pauses.count else { return nil }
            // Cancelled while pausing: the next call ends at once, and says so.
            try? await ContinuousClock().sleep(for: Self.pauses[attempt - 1])
        }
        return nil
    }

    private func measured(
        _ bot: ServedBot, _ body: () async throws(CallFailure) -> RasaAnswer
    ) async throws(CallFailure) -> RasaAnswer {
        let start = ContinuousClock.now
        var result = "answered"
        defer {
            let parts = (ContinuousClock.now - start).components
            Metrics.Timer(label: "guiche_webhook_seconds", dimensions: bot.dimensions)
                .recordNanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
            Counter(label: "guiche_webhook_calls_total", dimensions: bot.dimensions + [("result", result)]).increment()
        }
        do {
            return try await body()
        } catch {
            result = error.label
            throw error
        }
    }

    private func once(
        _ question: RasaRequest, at address: String, within limit: Duration, trace: String?
    ) async throws(CallFailure) -> RasaAnswer {
        do {
            let body = try await Self.within(limit) { try await post(question, to: address, trace) }
            return try RasaAnswer(json: body)
        } catch let failure as CallFailure {
            throw failure
        } catch {
            throw .noConnection("\(error)")
        }
    }

    private func post(_ question: RasaRequest, to address: String, _ trace: String?) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: Envelope.json)
        request.headers.add(name: "accept", value: Envelope.json)
        request.headers.add(name: "user-agent", value: Envelope.sender)
        if let trace { request.headers.add(name: HeaderName.traceparent, value: trace) }
        request.body = .bytes(try InternalBody.encode(question))
        // The deadline is ours, because it counts for the whole answer; theirs is over with its head.
        let response = try await client.execute(request, deadline: .distantFuture)
        guard (200..<300).contains(response.status.code) else { throw CallFailure.status(Int(response.status.code)) }
        var body: [UInt8] = []
        for try await part in response.body {
            body.append(contentsOf: part.readableBytesView)
            guard body.count <= Self.answerLimit else {
                throw CallFailure.unreadable("it is longer than \(Self.answerLimit) bytes")
            }
        }
        return body
    }

    private static func within(
        _ limit: Duration, _ body: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        try await withThrowingTaskGroup { group in
            group.addTask { try await body() }
            group.addTask {
                try await ContinuousClock().sleep(for: limit)
                throw CallFailure.tooSlow(limit)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}
