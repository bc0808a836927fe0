/// What was seen of each requirement. Pure: the report is made of it.
struct Scorecard: Sendable {
    enum Status: String, Sendable, Encodable {
        case passed
        case failed
        case notSeen = "not seen"
    }

    /// The most findings kept; who makes more has enough to do with these.
    static let limit = 200

    /// What is asked of the role, in the order of the report.
    let requirements: [Requirement]
    private(set) var findings: [Remark] = []
    /// Remarks that fail nothing: what the contract only recommends.
    private(set) var advice: [Remark] = []
    private var seen: Set<String> = []

    init(_ requirements: [Requirement]) { self.requirements = requirements }

    /// Notes that a requirement was seen to hold.
    mutating func pass(_ requirement: Requirement) { seen.insert(requirement.id) }

    /// Notes a finding; a remark on what is only recommended is advice. True the first time that it is made.
    @discardableResult
    mutating func fail(_ requirement: Requirement, _ got: String, _ evidence: Evidence? = nil) -> Bool {
        let finding = Remark(requirement: requirement, got: got, evidence: evidence)
        if Self.isAdvice(requirement) {
            guard !advice.contains(where: { $0.requirement == requirement }) else { return false }
            advice.append(finding)
            return true
        }
        guard findings.count < Self.limit, !findings.contains(finding) else { return false }
        findings.append(finding)
        return true
    }

    /// Passes or fails. `got` is no autoclosure: it may read what holds the scorecard.
    mutating func hold(_ requirement: Requirement, _ holds: Bool, _ got: String, _ evidence: Evidence? = nil) {
        if holds { pass(requirement) } else { fail(requirement, got, evidence) }
    }

    func status(of requirement: Requirement) -> Status {
        if findings.contains(where: { $0.requirement == requirement }) { return .failed }
        return seen.contains(requirement.id) ? .passed : .notSeen
    }

    /// Nothing was found, and everything required was seen.
    var isGood: Bool {
        findings.isEmpty && requirements.allSatisfy { !$0.isRequired || status(of: $0) == .passed }
    }

    func count(_ status: Status) -> Int { requirements.count { self.status(of: $0) == status } }

    private static func isAdvice(_ requirement: Requirement) -> Bool {
        Requirement.recommended.contains(requirement)
    }
}
