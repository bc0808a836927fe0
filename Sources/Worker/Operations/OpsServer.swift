import Hummingbird
import Logging
import ServiceLifecycle

/// Health and metrics on loopback, for `guiche up` and for the operator.
struct OpsServer: Service {
    let port: Int
    let log: Logger
    let metrics: Prometheus
    /// False when the loop's thread is stuck.
    let isAlive: @Sendable () -> Bool
    let health: @Sendable () async -> Health

    func run() async throws {
        let router = Hummingbird.Router()
        router.get("health/live") { [isAlive] _, _ -> Response in
            isAlive()
                ? Self.answer(.ok, "ok\n", "text/plain") : Self.answer(.serviceUnavailable, "stuck\n", "text/plain")
        }
        router.get("health/ready") { [isAlive, health] _, _ -> Response in
            // Asking a stuck thread would never be answered.
            guard isAlive() else { return Self.answer(.serviceUnavailable, "{}", "application/json") }
            let now = await health()
            return Self.answer(now.ready ? .ok : .serviceUnavailable, now.json, "application/json")
        }
        router.get("metrics") { [metrics] _, _ -> Response in
            Self.answer(.ok, metrics.text(), "text/plain; version=0.0.4")
        }
        var quiet = log
        // It calls its own end an error; what keeps it from working it throws.
        quiet.logLevel = .critical
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: quiet)
        try await application.run()
    }

    private static func answer(_ status: HTTPResponse.Status, _ text: String, _ type: String) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
