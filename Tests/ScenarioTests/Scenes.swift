/// Every company of the directory file these tests run with.
extension Scene {
    static let all = [
        gate, fullGate, narrowGate, order, priority, exclusion, firstLogin, choice, race, empty, capacity, patience,
        missed,
        declined, withdrawn, tabs, comeback, closed, wrapUp, forgotten, left, saves, numbers, botNumbers, chain,
        decisions, refused, lost, back, silentBot, slowBot, replacedBot, refusals, steps, path, crowd, demo,
    ]

    // Rule 2.
    static let gate = Scene(
        name: "gate", queues: [Queue("fila"), Queue("outra")], agents: [Agent(), Agent(queues: ["outra"])])
    static let fullGate = Scene(name: "full-gate", agents: [Agent(capacity: 1), Agent()])
    static let narrowGate = Scene(
        name: "narrow-gate", queues: [Queue("fila", ", maxWaiting: 1")], agents: [Agent(capacity: 1)])

    // Rules 3 and 5.
    static let order = Scene(name: "order", agents: [Agent(capacity: 1)])
    static let priority = Scene(
        name: "priority", queues: [Queue("fila"), Queue("outra"), Queue("alta", ", priority: 1")],
        agents: [Agent(queues: ["fila", "outra", "alta"], capacity: 1)])
    static let exclusion = Scene(name: "exclusion", timings: ["exclusionSeconds": 0.5])
    static let firstLogin = Scene(name: "first-login")
    static let choice = Scene(name: "choice", agents: [Agent(), Agent()])

    // Rules 4, 6 and 7.
    static let race = Scene(name: "race", agents: [Agent(), Agent()])
    static let empty = Scene(name: "empty")
    static let capacity = Scene(name: "capacity", agents: [Agent(capacity: 2)])
    static let patience = Scene(
        name: "patience", queues: [Queue("fila", ", offerSeconds: 0.5")], agents: [Agent(), Agent()])
    static let missed = Scene(name: "missed", timings: ["offerSeconds": 0.3, "exclusionSeconds": 0.2])
    static let declined = Scene(name: "declined", agents: [Agent(capacity: 1), Agent(capacity: 1)])
    static let withdrawn = Scene(name: "withdrawn", agents: [Agent(), Agent()])

    // Rules 16 to 20.
    static let tabs = Scene(name: "tabs")
    static let comeback = Scene(name: "comeback")
    static let closed = Scene(name: "closed")
    static let wrapUp = Scene(name: "wrap-up", agents: [Agent(capacity: 1)])
    static let forgotten = Scene(name: "forgotten", timings: ["wrapUpSeconds": 0.5])
    static let left = Scene(name: "left")
    static let saves = Scene(name: "saves")
    static let numbers = Scene(name: "numbers")
    static let botNumbers = Scene(name: "bot-numbers", bot: true)

    // Rules 23 and 24.
    static let chain = Scene(name: "chain")
    static let decisions = Scene(name: "decisions", agents: [Agent(), Agent(), Agent()])

    static let refused = Scene(name: "refused")

    // Rules 10 and 13.
    static let lost = Scene(
        name: "lost", agents: [Agent(capacity: 1), Agent(capacity: 1)],
        timings: ["leaseSeconds": 1, "agentLostNoticeSeconds": 0.2, "agentLostReturnSeconds": 0.6])
    static let back = Scene(
        name: "back", timings: ["leaseSeconds": 1, "agentLostNoticeSeconds": 0.2, "agentLostReturnSeconds": 30])
    static let silentBot = Scene(name: "silent-bot", bot: true, timings: ["botAnswerSeconds": 0.5])
    static let slowBot = Scene(name: "slow-bot", bot: true, timings: ["botAnswerSeconds": 4])
    static let replacedBot = Scene(name: "replaced-bot", bot: true)

    // Bad input, and several of everything.
    static let refusals = Scene(name: "refusals", agents: [Agent(), Agent(), Agent()])
    static let steps = Scene(name: "steps")
    static let path = Scene(name: "path")
    static let crowd = Scene(name: "crowd", agents: [Agent(capacity: 2), Agent(capacity: 2)])
    static let demo = Scene(name: "demo")
}
