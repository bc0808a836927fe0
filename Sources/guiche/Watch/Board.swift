import Contracts
import Domain
import Identifiers
import Stories

/// What a wallboard knows of one company: the newest figures of every queue, the newest state of every agent.
struct Board {
    struct Line: Equatable {
        var name: String
        var isOpen: Bool
        var waiting: Int
        var longestWaitingSince: Instant?
        var figures: Event.QueueFiguresChanged?

        var isUnattended: Bool {
            guard isOpen, let agents = figures?.agents else { return false }
            return agents.available + agents.inService + agents.paused + agents.away == 0
        }
    }

    private(set) var queues: [QueueID: Line] = [:]
    private(set) var agents: [AgentID: Event.AgentStateChanged] = [:]

    /// What a query says; events are newer.
    mutating func begin(with queue: Answer.OneQueue) {
        guard queues[queue.queueId] == nil else { return }
        queues[queue.queueId] = Line(
            name: queue.name, isOpen: queue.open, waiting: queue.waiting.count,
            longestWaitingSince: queue.waiting.map(\.since).min())
    }

    mutating func apply(_ figures: Event.QueueFiguresChanged) {
        if let known = queues[figures.queueId]?.figures, known.at > figures.at { return }
        queues[figures.queueId] = Line(
            name: figures.name, isOpen: figures.open, waiting: figures.waiting,
            longestWaitingSince: figures.longestWaitingSince, figures: figures)
    }

    mutating func apply(_ state: Event.AgentStateChanged) {
        if let known = agents[state.agentId], known.version >= state.version { return }
        agents[state.agentId] = state
    }
}

extension Board {
    static let queueHeading = [
        "fila", "aberta", "esperando", "mais antigo", "card", "em atendimento", "a salvar", "livres", "em pausa",
        "atendidos", "no prazo", "abandonos",
    ]
    static let agentHeading = ["atendente", "estado", "atendimentos", "cards", "capacidade"]

    func queueRows(at now: Instant) -> [[String]] {
        queues.sorted { $0.key < $1.key }.map { id, line in
            let figures = line.figures
            let agents = figures?.agents
            return [
                "\(line.name) (\(id))", line.isUnattended ? "sem atendente" : line.isOpen ? "sim" : "não",
                "\(line.waiting)", line.longestWaitingSince.map { Language.portuguese.span(now - $0) } ?? "-",
                Self.number(figures?.offered), Self.number(figures?.inService), Self.number(figures?.wrapUp),
                Self.number(agents.map { $0.available + $0.inService }),
                Self.number(agents.map { $0.paused + $0.away }), Self.number(figures?.answered), share(figures),
                Self.number(figures?.abandoned),
            ]
        }
    }

    func agentRows() -> [[String]] {
        agents.sorted { $0.key < $1.key }.filter { $0.value.status != .offline }.map { id, state in
            [id.text, Self.word(state.status), "\(state.active)", "\(state.offered)", "\(state.capacity)"]
        }
    }

    private static func number(_ value: Int?) -> String { value.map(String.init) ?? "-" }

    /// `93 % em 20 s`
    private func share(_ figures: Event.QueueFiguresChanged?) -> String {
        guard let figures, figures.answered > 0 else { return "-" }
        return "\(figures.answeredInTarget * 100 / figures.answered) % em \(figures.targetSeconds) s"
    }

    private static func word(_ status: AgentStatus) -> String {
        switch status {
        case .offline: "fora"
        case .away: "ausente"
        case .paused: "em pausa"
        case .inService: "em atendimento"
        case .available: "livre"
        }
    }
}
