import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer that goes on as server-sent events until the browser closes it or `run` ends. `run` writes events,
    /// and nil for a sign of life; `end` is called in any case.
    static func events(
        _ request: Request, _ run: @escaping @Sendable ((Frame?) async throws -> Void) async throws -> Void,
        end: @escaping @Sendable () -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            defer { end() }
            // An error ends the stream, which the browser sees: it comes back and is told why if that goes on.
            try? await request.body.consumeWithCancellationOnInboundClose { _ in
                try await writer.write(Frame.ping)
                try await run { frame in try await writer.write(frame?.buffer ?? Frame.ping) }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store, no-transform"],
            body: body)
    }
}
