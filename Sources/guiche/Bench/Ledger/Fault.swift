/// What must never happen (proof page, "Nothing lost, nothing twice, nothing overtaken").
enum Fault: String, CaseIterable, Sendable {
    /// Confirmed to the sender, and not shown or not in the transcript.
    case lost
    /// Shown or written more than once under another number.
    case doubled
    /// Shown or written after a later line of the same sender.
    case reordered
    /// A `seq` or `line` that does not follow from the one before.
    case gap
    /// Two live cards or two acceptances for one conversation.
    case winners
    /// An agent with more conversations than his capacity.
    case overCapacity
    /// A command of ours that was refused.
    case rejected
    /// A conversation without a final state at the end.
    case unfinished
    /// A transcript whose hash chain does not verify.
    case brokenChain
    /// The record is not what was shown.
    case unequal
    /// Something still lies in a queue of the installation.
    case leftInQueue

    /// For people.
    var title: String {
        switch self {
        case .lost: "lost"
        case .doubled: "doubled"
        case .reordered: "reordered"
        case .gap: "gaps"
        case .winners: "two winners"
        case .overCapacity: "over capacity"
        case .rejected: "rejected"
        case .unfinished: "unfinished"
        case .brokenChain: "broken chains"
        case .unequal: "record unequal"
        case .leftInQueue: "left in queues"
        }
    }
}
