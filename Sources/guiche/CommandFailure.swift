/// Why a command could not do what it was asked, as one sentence for the person who typed it.
///
/// Whether trying again helps depends on what the sentence names; nothing is retried by itself after it.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    var description: String { sentence }
}
