import Contracts
import Foundation
import Logging
import RabbitMQ

/// Announces a program that has no partitions, so that `guiche status` lists it.
struct Herald: Sendable {
    let context: WorkerContext
    let publisher: Publisher
    let isReady: @Sendable () -> Bool

    /// Announces four times a second until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await announce(isLeaving: false)
            // A cancelled sleep ends the loop at its head.
            try? await ContinuousClock().sleep(for: Steward.cadence)
        }
    }

    /// Says goodbye.
    func leave() async { await announce(isLeaving: true) }

    private func announce(isLeaving: Bool) async {
        let announcement = Announcement(
            program: context.program, replica: context.replica, pid: getpid(), opsPort: context.settings.opsPort,
            isReady: isReady(), isLeaving: isLeaving, subscribed: [:], owned: [:])
        let publication = Publication(
            exchange: context.topology.members, routingKey: "", mandatory: false,
            properties: Properties(type: Announcement.type, appId: context.program, deliveryMode: .transient),
            body: announcement.json)
        do {
            _ = try await publisher.publish([publication], within: Steward.patience)
        } catch {
            context.log.warning("A house message could not be sent.", metadata: [LogKey.error: "\(error)"])
        }
    }
}
