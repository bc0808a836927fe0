import Foundation
import Synchronization
import Worker

/// Who runs, from what the replicas say of themselves.
enum RollCall {
    /// Every replica announces itself four times a second.
    static let listening: Duration = .milliseconds(1_000)

    /// Listens for a moment and answers with the last word of every replica that is not leaving, by program.
    static func hear(
        _ settings: Settings, name: String, log: @escaping Broker.Log = Broker.tell()
    ) async throws -> [Announcement] {
        let heard = Heard()
        try await Broker.connect(settings, name: "guiche \(name)", log: log) { connection in
            let watch = MembersWatch(on: connection, topology: settings.topology, name: "\(name)-\(getpid())")
            await withTaskGroup { group in
                group.addTask {
                    await watch.run { heard.add($0) }
                }
                // Cancelled with the command: then there is nothing left to show.
                group.addTask { try? await ContinuousClock().sleep(for: Self.listening) }
                await group.next()
                group.cancelAll()
            }
        }
        return heard.alive
    }
}

/// The last word of every replica.
private final class Heard: Sendable {
    private let members = Mutex<[String: Announcement]>([:])

    func add(_ announcement: Announcement) { members.withLock { $0[announcement.replica] = announcement } }

    var alive: [Announcement] {
        members.withLock { $0.values.filter { !$0.isLeaving } }
            .sorted { ($0.program, $0.replica) < ($1.program, $1.replica) }
    }
}
