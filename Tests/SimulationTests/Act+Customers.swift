import Domain
import Identifiers

extension Act {
    /// The most conversations of one run.
    static let mostVisits = 12

    static let customers: [Act] = [
        Act(name: "starts", weight: 9) { world in
            guard world.people.visits.count < mostVisits else { return }
            let number = world.people.visits.count + 1
            let channel = world.chance.below(20)
            let visit = Visit(
                id: ConversationID(trusted: "c\(number)"), session: SessionID(trusted: "s\(number)"),
                channel: channel < 12 ? Company.site : channel < 19 ? Company.robot : Company.bare)
            world.people.visits.append(visit)
            world.start(visit)
        },
        Act(name: "reloads", weight: 2) { world in
            if let visit = world.chance.pick(world.people.visits) { world.start(visit) }
        },
        Act(name: "picks a subject", weight: 10) { world in
            guard let one = world.someone(where: { $0.mayPick }) else { return }
            let subjects = Company.subjects.map(\.id) + [SubjectID(trusted: "nonsense")]
            let pick = world.chance.happens(95) ? world.chance.below(3) : 3
            world.customer(
                .subjectSelected(subjects[pick], world.command(world.session(of: one), about: one.id)), one)
        },
        Act(name: "writes", weight: 12) { world in
            guard let one = world.someone() else { return }
            let cause = world.command(world.session(of: one), .customerLine, about: one.id)
            world.customer(.customerSaid(Said(text: "linha \(cause.id)"), cause), one)
        },
        Act(name: "says who he is", weight: 2) { world in
            guard let one = world.someone() else { return }
            let cause = world.command(world.session(of: one), about: one.id)
            world.customer(.identified(Customer(name: "nome \(world.chance.below(3))"), cause), one)
        },
        Act(name: "submits a form", weight: 2) { world in
            guard let one = world.someone(where: { if case .formOffered = $0.state { true } else { false } }) else {
                return
            }
            let values: JSONObject = world.chance.happens(60) ? ["texto": .string("oi")] : [:]
            world.customer(.formSubmitted(values, world.command(world.session(of: one), about: one.id)), one)
        },
        Act(name: "goes away", weight: 4) { world in
            guard let one = world.someone() else { return }
            let tab = world.chance.happens(50) ? nil : "tab \(world.chance.below(2))"
            world.customer(
                .customerAway(connection: tab, world.command(world.session(of: one), about: one.id)), one)
        },
        Act(name: "returns", weight: 5) { world in
            guard let one = world.someone(where: { $0.facts.awaySince != nil }) ?? world.someone() else { return }
            let tab = world.chance.happens(50) ? nil : "tab \(world.chance.below(2))"
            world.customer(
                .customerReturned(connection: tab, world.command(world.session(of: one), about: one.id)), one)
        },
        Act(name: "leaves", weight: 2) { world in
            guard let one = world.someone() else { return }
            let reason: SessionEndReason = world.chance.happens(50) ? .left : .closed
            world.customer(.customerLeft(reason, world.command(world.session(of: one), about: one.id)), one)
        },
    ]
}

extension World {
    fileprivate func start(_ visit: Visit) {
        let cause = command(.session(visit.session), about: visit.id)
        knock(.start(visit, cause), at: .of(visit.id), from: visit.session.text)
    }
}

extension Conversation {
    fileprivate var mayPick: Bool {
        switch state {
        case .choosing, .formOffered: true
        case .withBot, .waiting, .offered, .inService, .wrapUp, .closed: false
        }
    }
}
