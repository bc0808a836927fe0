import Contracts
import NIOCore
import Testing

@testable import web_gateway

@Suite struct `A server-sent event` {
    private func text(_ frame: Frame) -> String { String(buffer: frame.buffer) }

    @Test func `has its type, its number and its body`() {
        let frame = Frame(type: "conversation.message.v1", seq: 7, body: Array(#"{"text":"olá"}"#.utf8))
        #expect(text(frame) == "event: conversation.message.v1\nid: 7\ndata: {\"text\":\"olá\"}\n\n")
    }

    @Test func `has no id where there is no number`() {
        #expect(
            text(Frame(type: "agent.snapshot.v1", seq: nil, body: Array("{}".utf8)))
                == "event: agent.snapshot.v1\ndata: {}\n\n")
    }

    @Test func `can't be broken by a line feed in a body`() {
        let frame = Frame(type: "t", seq: nil, body: Array("{\n\n\"a\":1}".utf8))
        #expect(text(frame) == "event: t\ndata: {\ndata: \"a\":1}\n\n")
    }

    @Test func `of the past has the number of its body`() {
        let past = Answer.PastEvent(type: "t", messageId: "m", body: ["seq": 3, "text": "x"])
        #expect(Frame(past)?.seq == 3)
        #expect(Frame(Answer.PastEvent(type: "t", messageId: "m", body: ["text": "x"])) == nil)
    }
}
