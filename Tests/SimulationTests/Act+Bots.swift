import Domain
import Identifiers

extension Act {
    /// A bot that is silent is one that is not drawn for a while.
    static let bots: [Act] = [
        Act(name: "answers", weight: 5) { world in
            guard let (id, talk) = world.askedBot(), let turn = talk.pending.first else { return }
            let cause = world.command(.bot(Company.menu), .botLine, about: id)
            world.bot.answered(turn, of: id)
            let said = (0...world.chance.below(2)).map { Said(text: "bot \(cause.id) \($0)") }
            world.bot(.botReplied(Company.menu, said, to: world.chance.happens(80) ? turn : nil, cause), id)
        },
        Act(name: "asks for time", weight: 2) { world in
            guard let (id, talk) = world.askedBot(), let turn = world.chance.pick(talk.pending) else { return }
            world.bot(.botAcknowledged(Company.menu, turn, world.command(.bot(Company.menu), about: id)), id)
        },
        Act(name: "speaks although nobody asked, or it is out", weight: 2) { world in
            guard let id = world.chance.pick(world.bot.talks.keys.sorted()) else { return }
            let cause = world.command(.bot(Company.menu), .botLine, about: id)
            world.bot(.botReplied(Company.menu, [Said(text: "bot \(cause.id)")], to: nil, cause), id)
        },
        Act(name: "hands over, sometimes twice", weight: 4) { world in
            guard let id = world.chance.pick(world.bot.talks.filter { !$0.value.isOut }.keys.sorted()) else { return }
            for _ in 0...(world.chance.happens(25) ? 1 : 0) {
                let wish = world.chance.below(4)
                let handOver = Conversation.HandOver(
                    subject: wish == 0 ? world.chance.pick(Company.subjects)?.id : nil,
                    queue: wish == 1 ? world.chance.pick(Company.queues) : nil, summary: "resumo",
                    attributes: ["de": "bot"])
                let cause = world.command(.bot(Company.menu), about: id)
                world.bot(.botHandedOver(Company.menu, handOver, cause), id)
            }
        },
        Act(name: "ends", weight: 1) { world in
            guard let id = world.chance.pick(world.bot.talks.keys.sorted()) else { return }
            world.bot(.botEnded(Company.menu, reason: "fim", world.command(.bot(Company.menu), about: id)), id)
        },
    ]
}

extension World {
    fileprivate func askedBot() -> (ConversationID, BotPlatform.Talk)? {
        guard let id = chance.pick(bot.talks.filter { !$0.value.pending.isEmpty }.keys.sorted()),
            let talk = bot.talks[id]
        else { return nil }
        return (id, talk)
    }
}
