import Identifiers

/// Personal data goes, the numeric record stays (rule 25; LGPD, art. 16 and 18).
extension Step {
    mutating func supervisorErases(_ cause: Cause) {
        guard conversation.isClosed else {
            return reject(cause, .wrongState, "The conversation has not ended; close it first.")
        }
        guard conversation.facts.erasedAt == nil else { return rejectErased(cause) }
        erase(cause)
    }

    mutating func retentionEnded() {
        guard conversation.isClosed, conversation.facts.erasedAt == nil else { return }
        erase(nil)
    }

    private mutating func erase(_ cause: Cause?) {
        settle()
        conversation.facts.erasedAt = now
        actions.append(.book(.erase(cause)))
    }

    /// What only a running conversation needs; all of it is the person's.
    mutating func settle() {
        guard conversation.isClosed else { return }
        conversation.facts.customer = nil
        conversation.facts.attributes = [:]
        conversation.facts.page = nil
        conversation.facts.locale = nil
        conversation.facts.summary = nil
        conversation.facts.options = []
        conversation.facts.connections = nil
    }

    mutating func rejectErased(_ cause: Cause) {
        reject(cause, .wrongState, "The person's data was erased; the record can't be changed any more.")
    }
}
