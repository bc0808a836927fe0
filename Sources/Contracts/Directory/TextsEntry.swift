import Domain

/// The customers' texts a tenant replaces; the names are those of ``Domain/Texts``.
struct TextsEntry: Codable, ClosedObject {
    let opened: MessageText?
    let subjects: MessageText?
    let outOfHours: MessageText?
    let accepted: MessageText?
    let finished: MessageText?
    let agentLost: MessageText?
    let agentBack: MessageText?
    let requeued: MessageText?
    let idleWarning: MessageText?
    let botReplaced: MessageText?

    var texts: Texts {
        var texts = Texts()
        if let opened { texts.opened = opened.value }
        if let subjects { texts.subjects = subjects.value }
        if let outOfHours { texts.outOfHours = outOfHours.value }
        if let accepted { texts.accepted = accepted.value }
        if let finished { texts.finished = finished.value }
        if let agentLost { texts.agentLost = agentLost.value }
        if let agentBack { texts.agentBack = agentBack.value }
        if let requeued { texts.requeued = requeued.value }
        if let idleWarning { texts.idleWarning = idleWarning.value }
        if let botReplaced { texts.botReplaced = botReplaced.value }
        return texts
    }
}
