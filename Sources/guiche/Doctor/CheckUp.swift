import Worker

/// All examinations, in the order in which one explains the next.
struct CheckUp: Sendable {
    private let settings: Settings

    /// A broker that does not answer now is a finding: nobody waits for it.
    init(_ settings: Settings) {
        var settings = settings
        settings.connectPatience = .zero
        self.settings = settings
    }

    func findings() async -> [Finding] {
        let (directory, directoryFinding) = DirectoryExamination.read(settings)
        let here = [directoryFinding] + StoreExamination(settings).findings() + MachineExamination.findings()
        let broker = await BrokerExamination(settings).findings()
        guard broker.isHealthy else { return here + broker }
        return await here + broker + RightsExamination(settings).findings()
            + TopologyExamination(settings, directory).findings() + ProgramsExamination(settings).findings()
    }
}
