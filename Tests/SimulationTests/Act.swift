/// Something a person does. Whoever wants more of it adds a row to one of the tables; nothing else has to be changed.
///
/// | table              | file                  |
/// |--------------------|-----------------------|
/// | ``customers``      | `Act+Customers.swift` |
/// | ``bots``           | `Act+Bots.swift`      |
/// | ``agents``         | `Act+Agents.swift`    |
/// | ``transfers``      | `Act+Transfers.swift` |
/// | ``supervisors``    | `Act+Transfers.swift` |
/// | ``repeats``        | here                  |
struct Act: Sendable {
    let name: String
    /// How often, compared with the others.
    let weight: Int
    /// Does nothing where it makes no sense at the moment.
    let play: @Sendable (World) -> Void

    static let all: [Act] = customers + bots + agents + transfers + supervisors + repeats

    private static let weightOfAll = all.reduce(0) { $0 + $1.weight }

    static func choose(with chance: inout Chance) -> Act {
        var rest = chance.below(weightOfAll)
        for act in all {
            rest -= act.weight
            if rest < 0 { return act }
        }
        return all[0]
    }

    /// Clients repeat what they are not sure of, under the same message id, at once or much later.
    private static let repeats: [Act] = [
        Act(name: "repeats a command", weight: 3) { world in
            guard let letter = world.chance.pick(Array(world.people.letters.suffix(40))) else { return }
            world.tell("people", "repeat \(Words.of(letter.content))")
            world.broker.enqueue(letter)
        }
    ]
}
