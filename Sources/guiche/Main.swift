import ArgumentParser

@main
struct Main {
    static func main() async {
        Launcher.becomeChildIfAsked()
        await Guiche.main()
    }
}

/// The operator's command.
struct Guiche: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guiche", abstract: "Runs and shows Guichê, the engine behind a WebChat customer-service channel.",
        subcommands: [
            Up.self, Status.self, Doctor.self, Demo.self, Protocols.self, Verify.self, Explain.self, Replay.self,
            Watch.self, DeadLetters.self, Erase.self, Export.self, Passwd.self,
            ContractFolder.self, Bench.self, Conformance.self,
        ])
}
