import Worker

/// The reference bot platform: a small menu in Portuguese for the bots that the directory marks with `demo: true`. It
/// uses the public contract alone and keeps nothing, so any number of it may run.
@main
struct DemoBotProgram {
    static func main() async {
        await ClientService.run("demo-bot") { try DemoBot($0) }
    }
}
