import Foundation

/// The report for programs: one JSON object in one line.
struct ScorecardJSON: Encodable {
    struct Entry: Encodable {
        let id: String
        let status: Scorecard.Status
        let isRequired: Bool
        let heading: Heading
        let rule: String
    }

    struct Item: Encodable {
        let id: String
        let got: String
        let type: String?
        let messageId: String?
        let path: String?
        let heading: Heading
        let rule: String
        let remedy: String

        init(_ finding: Remark) {
            id = finding.requirement.id
            got = finding.got
            type = finding.evidence?.type
            messageId = finding.evidence?.messageId
            path = finding.evidence?.path
            heading = finding.requirement.heading
            rule = finding.requirement.rule
            remedy = finding.requirement.remedy
        }
    }

    let conforms: Bool
    let requirements: [Entry]
    let findings: [Item]
    let advice: [Item]

    init(_ scorecard: Scorecard) {
        conforms = scorecard.isGood
        requirements = scorecard.requirements.map {
            Entry(
                id: $0.id, status: scorecard.status(of: $0), isRequired: $0.isRequired, heading: $0.heading,
                rule: $0.rule)
        }
        findings = scorecard.findings.map(Item.init)
        advice = scorecard.advice.map(Item.init)
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
