import Contracts
import Domain
import Worker

/// The directory file: whether `guiche up` would take it.
enum DirectoryExamination {
    static let subject = "directory"

    /// The directory, where it can be read.
    static func read(_ settings: Settings) -> (Domain.Directory?, Finding) {
        do {
            let directory = try settings.loadDirectory()
            return (directory, .ok(subject, "\(settings.directory ?? "the file"): \(summary(directory))."))
        } catch let error as SettingsError {
            return (nil, .error(subject, "\(error).", advice: "Name a file this user may read in GUICHE_DIRECTORY."))
        } catch {
            return (
                nil,
                .error(
                    subject, "\(error).",
                    advice: "Correct the file there; contracts/directory.schema.json says what may stand in it.")
            )
        }
    }

    private static func summary(_ directory: Domain.Directory) -> String {
        let tenants = directory.tenants.values
        return [
            count(tenants.count, "tenant"), count(tenants.map(\.channels.count).reduce(0, +), "channel"),
            count(tenants.map(\.queues.count).reduce(0, +), "queue"),
            count(tenants.map(\.agents.count).reduce(0, +), "agent"),
            count(tenants.map(\.bots.count).reduce(0, +), "bot"),
        ].joined(separator: ", ")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
