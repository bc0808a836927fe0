import Worker

/// The reference website gateway and the reference front end of agents and supervisors, over HTTP and server-sent
/// events. Towards Guichê it is a client like any other: it uses the public contract alone and keeps nothing, so any
/// number of it may run.
@main
struct WebGatewayProgram {
    static func main() async {
        await ClientService.run("web-gateway") { try WebGateway($0) }
    }
}
