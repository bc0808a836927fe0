import Domain
import Identifiers

/// The router with the tenant's desk.
extension Draft {
    mutating func desk(_ event: Desk.Event) {
        let actions = shelf.desk.apply(event, tenant: Company.tenant, at: now)
        _ = shelf.desk.takeChanges()
        account.isDeskTouched = true
        for action in actions {
            switch action {
            case .conversation(let id, let answer): send(.conversation(id, .desk(answer)), to: .of(id))
            case .loggedOut(let agent, let channels, let login):
                send(
                    .presence(agent, .loggedOut(channels, loggedInAt: login)),
                    to: .of(.presence, key: agent.text))
            case .setTimer(let timer, let due): setTimer(.desk(timer), at: due)
            case .cancelTimer(let timer): shelf.timers[.desk(timer)] = nil
            case .reject(let refusal): refuse(refusal, by: .desk)
            case .agentState(let state, _): account.shown.append(state)
            case .figures, .snapshot: break
            }
        }
    }
}
