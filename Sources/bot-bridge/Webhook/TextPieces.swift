/// A text in pieces of at most so many code points, cut where a person would cut it. Pure.
struct TextPieces {
    /// None for a text without anything to see. U+0000, which no message may have, is left out.
    let pieces: [String]

    init(_ text: String, limit: Int) {
        var pieces: [String] = []
        var rest = Substring(String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value != 0 })))
        while !rest.allSatisfy(\.isWhitespace) {
            let end = Self.end(of: rest, limit)
            pieces.append(String(rest[..<end]))
            rest = rest[end...]
        }
        self.pieces = pieces
    }

    /// After the last line end, else after the last space, in the second half of what fits; else between characters;
    /// else, in a character longer than the limit, between its code points.
    private static func end(of text: Substring, _ limit: Int) -> Substring.Index {
        let scalars = text.unicodeScalars
        guard let hard = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            hard < scalars.endIndex
        else { return text.endIndex }
        let fitting = text[..<wholeCharacters(of: text, before: hard)]
        guard !fitting.isEmpty else { return hard }
        let half = fitting.index(fitting.startIndex, offsetBy: fitting.count / 2)
        let second = fitting[half...]
        let cut = second.lastIndex(where: \.isNewline) ?? second.lastIndex(where: \.isWhitespace)
        return cut.map { text.index(after: $0) } ?? fitting.endIndex
    }

    private static func wholeCharacters(of text: Substring, before hard: Substring.Index) -> Substring.Index {
        var end = text.startIndex
        while end < hard {
            let next = text.index(after: end)
            guard next <= hard else { break }
            end = next
        }
        return end
    }
}
