import Domain
import Identifiers

/// Chance that a handling fails: a table that is locked, a tenant that a reload removed. It is outside the store, so a
/// rollback does not undo it.
final class Ward {
    private var failures: [String: Int] = [:]
    private var forgetful = 0

    /// The next so many attempts with messages of this key fail.
    func poison(_ key: String, times: Int) { failures[key] = times }

    func healAll() { failures = [:] }

    func fails(_ key: String) -> Bool {
        guard let left = failures[key], left > 0 else { return false }
        failures[key] = left - 1
        return true
    }

    /// For ``Flaws/forgetsTimers``: one in so many is forgotten, as one crash in so many would hit the moment.
    func forgets() -> Bool {
        forgetful += 1
        return forgetful % 10 == 0
    }
}

/// What happens to a message whose handling fails (architecture page, "Poison"): that message and the later ones of its
/// key wait in order, are tried again after 1 s, 5 s and then once a minute; after three failures it is told.
extension Draft {
    static let told = "told"
    private static let pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(60)]
    private static let tellAfter = 3

    /// False if it failed; then nothing of it is left.
    mutating func attempt(_ letter: Letter) -> Bool {
        let savepoint = self
        handle(letter.content)
        guard ward.fails(letter.content.key) else { return true }
        self = savepoint
        return false
    }

    mutating func park(_ letter: Letter) {
        shelf.parked.append(.init(letter: letter, attempts: 1))
        setTimer(.redrive(key: letter.content.key), at: now + Self.pauses[0])
    }

    mutating func redrive(_ key: String, isTold: Bool) {
        var isTold = isTold
        while let index = shelf.parked.firstIndex(where: { $0.letter.content.key == key }) {
            let row = shelf.parked[index]
            isTold = isTold || row.attempts >= Self.tellAfter
            guard attempt(row.letter) else { return stay(index, key, isTold: isTold) }
            shelf.parked.remove(at: index)
        }
        if isTold { tell(.unparked(.handlingFailed), key) }
    }

    private mutating func stay(_ index: Int, _ key: String, isTold: Bool) {
        shelf.parked[index].attempts += 1
        let attempts = shelf.parked[index].attempts
        if attempts == Self.tellAfter { tell(.parked(.handlingFailed), key) }
        let token = isTold || attempts >= Self.tellAfter ? Self.told : ""
        setTimer(.redrive(key: key), at: now + Self.pauses[min(attempts, Self.pauses.count) - 1], token: token)
    }

    private mutating func tell(_ event: Conversation.Event, _ key: String) {
        guard partition.stream == .conversation else { return }
        step(ConversationID(trusted: key), event)
    }
}
