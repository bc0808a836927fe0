import Contracts
import Domain

/// What a webhook bot answered: a list of messages, as Rasa's REST channel gives them. What is in them and not known
/// here is ignored, like any unknown field.
struct RasaAnswer: Equatable {
    struct Button: Equatable {
        let title: String?
        let payload: String?
    }

    struct Message: Equatable {
        var text: String?
        var buttons: [Button] = []
        /// Addresses of pictures and of other files.
        var image: String?
        var attachment: String?
        var custom: JSONValue?
    }

    let messages: [Message]

    init(messages: [Message]) { self.messages = messages }

    /// - Throws: `CallFailure.unreadable` for anything but a list of objects. No body at all is a bot without words.
    init(json: [UInt8]) throws(CallFailure) {
        guard !json.isEmpty else {
            messages = []
            return
        }
        let value: JSONValue
        do {
            try JSONBody.check(json)
            value = try InternalBody.decode(JSONValue.self, from: json)
        } catch {
            throw .unreadable("it is not JSON")
        }
        guard let elements = value.elements else { throw .unreadable("it is not a list") }
        var messages: [Message] = []
        for element in elements {
            guard element.members != nil else { throw .unreadable("its list holds more than objects") }
            messages.append(Message(element))
        }
        self.messages = messages
    }
}

extension RasaAnswer.Message {
    fileprivate init(_ value: JSONValue) {
        self.init(
            text: value["text"]?.text,
            buttons: (value["buttons"]?.elements ?? []).map {
                .init(title: $0["title"]?.text, payload: $0["payload"]?.text)
            },
            image: value["image"]?.text, attachment: value["attachment"]?.text, custom: value["custom"])
    }
}
