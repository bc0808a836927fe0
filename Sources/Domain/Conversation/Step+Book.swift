import Identifiers

/// What the book answers to a forwarded save (page 2, "The save path").
extension Step {
    mutating func bookAnswered(_ answer: Conversation.BookAnswer) {
        switch answer {
        case .saved(let final):
            saveEnded(final: final)
        case .refused(let rejection):
            actions.append(.reject(rejection))
            saveEnded(final: false)
        }
    }

    private mutating func saveEnded(final: Bool) {
        switch state {
        case .inService(var service):
            service.pendingSaves = max(0, service.pendingSaves - 1)
            become(.inService(service))
        case .wrapUp(var service):
            service.pendingSaves = max(0, service.pendingSaves - 1)
            become(.wrapUp(service))
            if final {
                release(service, .answered)
            } else if service.wrapUpIsOver && service.pendingSaves == 0 {
                release(service, .unsaved)
            }
        case .withBot, .choosing, .formOffered, .waiting, .offered, .closed:
            break
        }
    }

    /// The wrap-up's time is over: a save under way is waited for, else the record stays "pendente de salvar".
    mutating func wrapUpEnded() {
        guard case .wrapUp(var service) = state else { return }
        guard service.pendingSaves == 0 else {
            service.wrapUpIsOver = true
            return become(.wrapUp(service))
        }
        release(service, .unsaved)
    }

    /// Ends the wrap-up; the agent's unit of capacity is free.
    mutating func release(_ service: Conversation.Service, _ outcome: Outcome) {
        close(outcome, agent: service.agent, queue: service.queue)
        desk(.released(service.agent))
    }
}
