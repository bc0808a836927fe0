import Contracts
import Domain

extension Webchat.SessionStarted {
    /// What the conversation begins with.
    func meaning(previousProtocol: String?) -> Conversation.Start {
        .init(
            customer: customer, attributes: attributes ?? [:],
            page: page.map { .init(url: $0.url?.value, title: $0.title?.value) }, locale: locale?.value,
            previousProtocol: previousProtocol)
    }
}
