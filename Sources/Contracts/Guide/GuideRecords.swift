import Domain

/// Records: finding, reading and verifying them.
enum GuideRecords {
    static let text = """
        ## Records

        `protocol.search.v1` finds them by number, words, customer, agent, channel, queue, state and time; what
        `protocol.revised.v1` told is found by any query sent after it. `protocol.read.v1` gives one with its
        transcript, 200 lines at a time (`nextAfterLine`).

        ### The hash chain

        Anybody can verify that no line of a transcript is missing, doubled or edited, also after a person's data
        was erased:

        - `textHash` is the hexadecimal SHA-256 of the bytes of the hexadecimal `salt`, followed by the text in
          UTF-8.
        - `hash` is the hexadecimal SHA-256 of the previous line's `hash` in ASCII (64 zeros before the first),
          followed by the RFC 8785 JSON of `{"at", "from": {"id" of an agent or bot, "kind"}, "line", "textHash"}`.

        The full example of `protocol.document.v1` is a chain that verifies. The last digit of a protocol's number
        is a Damm check digit.
        """
}
