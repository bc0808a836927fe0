import Worker

/// Who runs, found as `guiche status` finds it, and whether it answers its health check.
struct ProgramsExamination {
    static let subject = "programs"

    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    func findings() async -> [Finding] {
        do {
            let members = try await RollCall.hear(settings, name: "doctor", log: { _ in })
            return ProgramsVerdict(settings.topology, members.map { Member($0, HealthCall.ask($0.opsPort)) }).findings()
        } catch {
            return [.error(Self.subject, "\(error)", advice: "Look at the broker's log.")]
        }
    }
}
