/// What holds for website gateways.
extension Requirement {
    static let startsSessions = Requirement(
        "starts-sessions", .fromGateways, "A visitor who opens the chat is told with webchat.session.started.v1.",
        remedy: "Publish webchat.session.started.v1 before anything else of the session.")

    static let startFirst = Requirement(
        "start-first", .fromGateways, "Nothing of a session is published before its start.",
        remedy: "Publish webchat.session.started.v1 first and wait for its confirm.")

    static let picksSubjects = Requirement(
        "picks-subjects", .fromGateways, "A picked subject is one of those offered.",
        remedy: "Offer the subjects of conversation.subjects.offered.v1 and publish the subjectId of the one picked.")

    static let sendsLines = Requirement(
        "sends-lines", .fromGateways, "What the visitor writes is published as webchat.message.sent.v1.",
        remedy: "Publish each line with its text as webchat.message.sent.v1.")

    static let keepsSession = Requirement(
        "keeps-session", .fromGateways,
        "One visit is one session, in any number of tabs and over reloads; after its end a new one begins.",
        remedy: "Keep the sessionId for the visit, and make a new one once the conversation is closed.")

    static let offersForms = Requirement(
        "offers-forms", .fromGateways, "A form that came with a refusal is filled in and submitted by its field ids.",
        remedy: "Show form.fields of conversation.refused.v1 and publish webchat.form.submitted.v1 with their ids.")

    static let correctsForms = Requirement(
        "corrects-forms", .fromGateways, "A form may be corrected after invalid_form, under a new message-id.",
        remedy: "Show the details of the rejection at the fields and publish the corrected form as a new message.")

    static let endsSessions = Requirement(
        "ends-sessions", .fromGateways, "A visitor who leaves is told with webchat.session.ended.v1.",
        remedy: "Publish webchat.session.ended.v1 with the reason left or closed.")

    static let tellsPresence = Requirement(
        "tells-presence", .fromGateways, "Lost and regained connections are told: away, returned.",
        remedy: "Publish webchat.customer.away.v1 and webchat.customer.returned.v1.", isRequired: false)

    static let gateway =
        ofEveryone + ofClients + [
            startsSessions, startFirst, picksSubjects, sendsLines, keepsSession, offersForms, correctsForms,
            endsSessions, tellsPresence,
        ]
}
