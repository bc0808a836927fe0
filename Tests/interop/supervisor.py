"""The front end of one supervisor."""

from client import Client, now


class Supervisor(Client):
    """Publishes what a supervisor does and sees the answers and the queues."""

    def __init__(self, url, contract, supervisor, tenant):
        self.supervisor, self.tenant = supervisor, tenant
        audiences = (f"supervisor.{tenant}.{supervisor}.#", f"queue.{tenant}.#")
        super().__init__(url, contract, f"supervisor-{supervisor}", *audiences)

    def send(self, message_type, message_id=None, reason="troca de turno", **data):
        body = {"tenant": self.tenant, "supervisorId": self.supervisor, "at": now(), "reason": reason, **data}
        return self.publish("agents", self.supervisor, message_type, body, message_id)

    def close_conversation(self, conversation, **data):
        return self.send("supervisor.conversation.closed.v1", conversationId=conversation, **data)

    def requeue(self, conversation, **data):
        return self.send("supervisor.conversation.requeued.v1", conversationId=conversation, **data)

    def reassign(self, conversation, **target):
        return self.send("supervisor.conversation.reassigned.v1", conversationId=conversation, **target)
