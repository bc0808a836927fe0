import Domain

/// The customers' texts a tenant replaces; the names are those of ``Domain/Texts``.
struct TextsEntry: Codable, ClosedObject {
    let opened: MessageText?
    let subjects: MessageText?
    let outOfHours: MessageText?
    let formReceived: MessageText?
    let fieldMissing: MessageText?
    let fieldTooLong: MessageText?
    let fieldMalformed: MessageText?
    let emailMalformed: MessageText?
    let phoneMalformed: MessageText?
    let documentMalformed: MessageText?
    let numberMalformed: MessageText?
    let dateMalformed: MessageText?
    let fieldUnknown: MessageText?
    let accepted: MessageText?
    let finished: MessageText?
    let agentLost: MessageText?
    let agentBack: MessageText?
    let requeued: MessageText?
    let idleWarning: MessageText?
    let botReplaced: MessageText?

    var texts: Texts {
        var texts = Texts()
        let changes: [(WritableKeyPath<Texts, String>, MessageText?)] = [
            (\.opened, opened), (\.subjects, subjects), (\.outOfHours, outOfHours), (\.formReceived, formReceived),
            (\.fieldMissing, fieldMissing), (\.fieldTooLong, fieldTooLong), (\.fieldMalformed, fieldMalformed),
            (\.emailMalformed, emailMalformed), (\.phoneMalformed, phoneMalformed),
            (\.documentMalformed, documentMalformed), (\.numberMalformed, numberMalformed),
            (\.dateMalformed, dateMalformed), (\.fieldUnknown, fieldUnknown), (\.accepted, accepted),
            (\.finished, finished), (\.agentLost, agentLost), (\.agentBack, agentBack), (\.requeued, requeued),
            (\.idleWarning, idleWarning), (\.botReplaced, botReplaced),
        ]
        for (text, replacement) in changes {
            if let replacement { texts[keyPath: text] = replacement.value }
        }
        return texts
    }
}
