import Domain
import Identifiers

extension Event {
    /// The members of a queue by what they are doing now.
    public struct QueueAgents: Codable, Hashable, Sendable {
        public let available: Int
        public let inService: Int
        public let paused: Int
        public let away: Int
        public let offline: Int

        public init(available: Int, inService: Int, paused: Int, away: Int, offline: Int) {
            self.available = available
            self.inService = inService
            self.paused = paused
            self.away = away
            self.offline = offline
        }
    }

    /// What a wallboard shows of a queue now.
    public struct QueueFiguresChanged: Message {
        public static let type: MessageType = "queue.figures.changed.v1"
        public static let summary = "What a wallboard shows of a queue; at most once a second."

        public let tenant: TenantID
        public let queueId: QueueID
        public let at: Instant
        public let name: String
        public let `open`: Bool
        public let waiting: Int
        public let longestWaitingSince: Instant?
        public let offered: Int
        public let inService: Int
        public let wrapUp: Int
        public let agents: QueueAgents
        public let answered: Int
        public let answeredInTarget: Int
        public let targetSeconds: Int
        public let abandoned: Int

        public init(
            tenant: TenantID, queueId: QueueID, at: Instant, name: String, open: Bool, waiting: Int,
            longestWaitingSince: Instant? = nil, offered: Int, inService: Int, wrapUp: Int, agents: QueueAgents,
            answered: Int, answeredInTarget: Int, targetSeconds: Int, abandoned: Int
        ) {
            self.tenant = tenant
            self.queueId = queueId
            self.at = at
            self.name = name
            self.open = `open`
            self.waiting = waiting
            self.longestWaitingSince = longestWaitingSince
            self.offered = offered
            self.inService = inService
            self.wrapUp = wrapUp
            self.agents = agents
            self.answered = answered
            self.answeredInTarget = answeredInTarget
            self.targetSeconds = targetSeconds
            self.abandoned = abandoned
        }
    }

    /// A queue is open and nobody is there.
    public struct QueueUnattended: Message {
        public static let type: MessageType = "queue.unattended.v1"
        public static let summary = "A queue is open by its calendar and no agent of it is logged in."

        public let tenant: TenantID
        public let queueId: QueueID
        public let at: Instant
        public let waiting: Int

        public init(tenant: TenantID, queueId: QueueID, at: Instant, waiting: Int) {
            self.tenant = tenant
            self.queueId = queueId
            self.at = at
            self.waiting = waiting
        }
    }
}
