import Domain
import Identifiers

/// Draws a board: in place on a terminal, one below the other where nobody can see it move.
enum Screen {
    static func draw(_ board: Board, _ tenant: TenantID) {
        let now = Instant.now
        Terminal.clear()
        Terminal.say(Terminal.paint("\(tenant)  \(now.rfc3339)", .dim))
        Terminal.table(Board.queueHeading, board.queueRows(at: now))
        let agents = board.agentRows()
        Terminal.say("")
        if agents.isEmpty {
            Terminal.say("Nenhum atendente visto desde o começo.")
        } else {
            Terminal.table(Board.agentHeading, agents)
        }
    }
}
