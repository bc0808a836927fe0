/// What holds for programs that show a conversation to a person: website gateways and agent front ends.
extension Requirement {
    static let bound = Requirement(
        "bound", .bindings, "A queue of the program's own is bound to its audience on <prefix>.events.",
        remedy: "Declare a queue <prefix>.client.<anything> and bind customer.<tenant>.# or agent.<tenant>.<agent>.#.")

    static let textUnchanged = Requirement(
        "text-unchanged", .envelope, "Text is UTF-8 and goes onto the wire as the person wrote it.",
        remedy: "Do not escape, trim or re-encode what was written; JSON's own escapes are enough.")

    static let showsLines = Requirement(
        "shows-lines", .events, "An event that has line is a line of the transcript; every line's text is shown.",
        remedy: "Show text of every event with a line, whatever its type.")

    static let dropsRepeats = Requirement(
        "drops-repeats", .repeats,
        "Events arrive at least once; a repeat keeps its message-id and may come late: it is dropped.",
        remedy: "Drop what has a message-id you have seen, or a seq not above the last one you have.")

    static let dispatchesByType = Requirement(
        "dispatches-by-type", .bindings,
        "The delivered routing key may be another audience's; readers dispatch by the property type.",
        remedy: "Take the message's kind from the property type and its ids from the body, never from the routing key.")

    static let ignoresTheUnknown = Requirement(
        "ignores-the-unknown", .versions,
        "New optional fields, new enum values and new message types may come at any time: readers ignore them.",
        remedy: "Skip types and fields you don't know; treat an unknown enum value like the most general one.")

    static let takesLargeBodies = Requirement(
        "takes-large-bodies", .envelope, "What Guichê sends is at most 256 KiB.",
        remedy: "Accept bodies of up to 256 KiB.")

    static let catchesUp = Requirement(
        "catches-up", .catchingUp,
        "After a start, or after a lost connection, what was missed is read with conversation.read.v1.",
        remedy: "Bind your queue, then read conversation.read.v1 after the last seq you have shown, 0 if none.")

    static let asksAgain = Requirement(
        "asks-again", .catchingUp, "unavailable means that the book is a moment behind: ask again.",
        remedy: "Repeat the query after a moment when the answer is command.rejected.v1 with the code unavailable.")

    static let readsOn = Requirement(
        "reads-on", .queries, "A snapshot with nextAfterSeq is not complete: the next page is read from there.",
        remedy: "Ask again with afterSeq set to nextAfterSeq until there is none.")

    static let query = Requirement(
        "query", .queries, "A query has reply-to and correlation-id, its kind's routing key, and the schema's body.",
        remedy: "Publish to <prefix>.queries with the key of the query, with reply-to and a fresh correlation-id.")

    static let showsMissedLines = Requirement(
        "shows-missed-lines", .catchingUp, "What was read afterwards is shown like what came live.",
        remedy: "Treat the events of a snapshot like those from your queue, in the order of seq.")

    static let noLineTwice = Requirement(
        "no-line-twice", .publishing, "A line is sent once; sent again, it keeps its message-id.",
        remedy: "Keep the message-id with the line until it is confirmed, over reconnects, too.")

    static let ofClients = [
        bound, textUnchanged, showsLines, dropsRepeats, dispatchesByType, ignoresTheUnknown, takesLargeBodies,
        catchesUp, asksAgain, readsOn, query, showsMissedLines, noLineTwice,
    ]
}
