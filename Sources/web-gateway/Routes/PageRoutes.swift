import Foundation
import Hummingbird
import Identifiers
import Logging

/// The pages: the files in `Public`, beside the executable.
struct PageRoutes: Sendable {
    private static let script = MediaType(type: .text, subType: "javascript", parameter: ("charset", "utf-8"))

    private let folder: String
    /// The demo site's page, with `{{tenant}}` and `{{channel}}` to be filled in.
    private let demo: String

    /// - Throws: what the file system says if the pages are not there.
    init() throws {
        folder = Bundle.module.bundlePath + "/Public"
        demo = try String(contentsOfFile: folder + "/demo/page.html", encoding: .utf8)
    }

    func add(to router: Router<GatewayContext>) {
        router.get("/") { _, _ in Response.seeOther("/demo/") }
        router.get("demo/{tenant}/{channel}") { _, context in try demoPage(context) }
    }

    /// Serves the files; browsers ask each time whether one has changed.
    func files(_ log: Logger) -> FileMiddleware<GatewayContext, LocalFileSystem> {
        var quiet = log
        quiet.logLevel = .error
        return FileMiddleware(
            folder, cacheControl: CacheControl([(MediaType(type: .any), [.noCache])]), searchForIndexHtml: true,
            logger: quiet
        )
        // A company's page may be in another encoding, and a script that it names is read in that one.
        .withAdditionalMediaType(Self.script, mappedToFileExtension: .init("js"))
    }

    /// Ids have no character that means something in HTML.
    private func demoPage(_ context: GatewayContext) throws -> Response {
        guard let tenant = TenantID(try context.parameters.require("tenant")),
            let channel = ChannelID(try context.parameters.require("channel"))
        else { throw HTTPError(.notFound) }
        let page = demo.replacing("{{tenant}}", with: tenant.text).replacing("{{channel}}", with: channel.text)
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }
}
