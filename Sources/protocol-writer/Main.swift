import Worker

/// `protocol-writer`, the book: writes down every event of every conversation, keeps the records with their revisions
/// and the hash chain over the transcripts, and answers searches and reads (architecture page).
@main
struct ProtocolWriter {
    static let name = "protocol-writer"

    static func main() async {
        await WorkerService.run(
            name, streams: [.record], migrations: Tables.migrations, handler: { _ in BookHandler() },
            queries: { context in
                let library = try Library(context)
                return [
                    QueryHandler(key: .protocols) { try await library.answer($0) },
                    QueryHandler(key: .conversations) { try await library.answer($0) },
                ]
            })
    }
}
