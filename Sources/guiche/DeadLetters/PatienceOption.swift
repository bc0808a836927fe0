import ArgumentParser

/// How long a command waits for the owner of a parked key.
struct PatienceOption: ParsableArguments {
    @Option(help: "At most so many seconds for what the owner of a parked key makes of it (0 to 3600).")
    var wait = ParkedWatch.usualPatience

    var patience: Duration { .seconds(wait) }

    func validate() throws {
        guard (0...3_600).contains(wait) else { throw ValidationError("--wait is from 0 to 3600 seconds.") }
    }
}
